package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NamesTest extends TapiScene {
  @ParameterizedTest
  @EnumSource
  void names_anyValue_giveItBack(Bits bits) {
    for (int value : new int[] {0, 1, -1, 0x5A5A5A5A, Integer.MIN_VALUE}) {
      assertThat(bits.value(bits.names(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CALL_STATE, 0x8000, UNKNOWN",
    "CALL_FEATURE, 0x80000000, SETCALLDATA",
    "DISCONNECT_MODE, 0x80000, CANCELLED",
    "DEV_STATE, 0x1000000, REMOVED",
    "CALL_ORIGIN, 0x80, INBOUND",
    "CALL_ORIGIN, 0x8, 0x00000008",
    "MEDIA_MODE, 0x4, INTERACTIVEVOICE",
    "FORWARD_MODE, 0x20000, UNAVAIL",
    "CALL_INFO_STATE, 0x40000000, CALLDATA",
    "ADDRESS_CAP_FLAGS, 0x80000000, NOPSTNADDRESSTRANSLATION"
  })
  void names_lastOfEach_areThoseOfTheHeader(Bits bits, String value, String name) {
    assertThat(bits.names(Long.decode(value).intValue()).toString())
        .isEqualTo("[\"" + name + "\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "0x80000001, LINEERR_ALLOCATED",
    "0x80000010, LINEERR_INVALADDRESS",
    "0x80000032, LINEERR_INVALPARAM",
    "0x80000048, LINEERR_OPERATIONFAILED",
    "0x80000052, LINEERR_REINIT",
    "0x80000061, LINEERR_SERVICE_NOT_RUNNING",
    "0x80000004, 0x80000004",
    "0x80000062, 0x80000062",
    "0xFFFFFFFF, 0xFFFFFFFF",
    "0x00000001, 0x00000001"
  })
  void error_code_hasTheHeadersName(String code, String name) {
    assertThat(LineErrors.name(Long.decode(code).intValue())).isEqualTo(name);
  }

  @Test
  void message_bothBitnesses_readTheSame() {
    byte[] narrow = new byte[TapiMessage.size(4)];
    byte[] wide = new byte[TapiMessage.size(8)];
    assertThat(narrow).hasSize(24);
    assertThat(wide).hasSize(40);
    for (int i = 0; i < 6; i++) {
      narrow[4 * i] = (byte) (0xF0 + i);
      wide[i < 2 ? 4 * i : 8 * (i - 1)] = (byte) (0xF0 + i);
    }
    narrow[23] = (byte) 0x80;
    wide[35] = (byte) 0x80;
    TapiMessage message = TapiMessage.read(narrow, 4);
    assertThat(message)
        .isEqualTo(TapiMessage.read(wide, 8))
        .isEqualTo(new TapiMessage(0xF0, 0xF1, 0xF2, 0xF3, 0xF4, 0x800000F5L));
    assertThat(message.dword3()).isEqualTo(0x800000F5);
  }

  private static final List<String> CREW =
      List.of("Captain Ahab (101)", "Starbuck (102)", "Stubb (103)", "Stubb", "12", "", "Pip");

  private String choose(String wanted) throws TapiException {
    List<LineEntry> lines = new ArrayList<>();
    CREW.forEach(name -> add(name, ""));
    tapi.lines.get(6).refusal = 0x80000043;
    try (TapiSession session = TapiSession.start(tapi)) {
      lines.addAll(session.lines());
    }
    return LineChoice.choose(lines, wanted).title();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 Starbuck (102)",
    "ahab, 0 Captain Ahab (101)",
    "101, 0 Captain Ahab (101)",
    "Stubb, 3 Stubb",
    "12, 4 12",
    "5, 5 (no name)"
  })
  void choose_numberNameOrPart_findsIt(String wanted, String found) throws Exception {
    assertThat(choose(wanted)).isEqualTo(found);
  }

  @Test
  void choose_several_namesThem() {
    assertThatThrownBy(() -> choose("stub"))
        .isInstanceOf(TapiException.class)
        .hasMessage("Several lines match stub:\n  2 Stubb (103)\n  3 Stubb");
  }

  @Test
  void choose_none_namesAll() {
    assertThatThrownBy(() -> choose("Moby Dick"))
        .hasMessageStartingWith(
            "There is no line \"Moby Dick\". There are:\n  0 Captain Ahab (101)")
        .hasMessageEndingWith("\n  5 (no name)\n  6 (no name)");
    assertThatThrownBy(() -> choose("")).hasMessageStartingWith("There is no line \"\".");
  }

  @Test
  void choose_lineThatRefuses_saysWhy() {
    assertThatThrownBy(() -> choose("6"))
        .hasMessageStartingWith("Line 6 cannot be used. lineNegotiateAPIVersion: LINEERR_NODRIVER");
  }
}
