package ishmael.gateway.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureTest extends TapiScene {
  private static final ApiVersion V2_2 = new ApiVersion(0x00020002);
  private static final ApiVersion V1_3 = new ApiVersion(0x00010003);

  private static ObjectNode read(Layout layout, Raw raw) {
    return layout.read(new Block(raw.whole()), V2_2);
  }

  @Test
  void layouts_always_areAsLongAsInTapi3() {
    assertThat(Structures.DEV_CAPS.size()).isEqualTo(292);
    assertThat(Structures.ADDRESS_CAPS.size()).isEqualTo(228);
    assertThat(Structures.CALL_INFO.size()).isEqualTo(344);
    assertThat(Structures.CALL_STATUS.size()).isEqualTo(56);
    assertThat(Structures.DEV_STATUS.size()).isEqualTo(88);
    assertThat(Structures.ADDRESS_STATUS.size()).isEqualTo(64);
    assertThat(Structures.TRANSLATE_OUTPUT.size()).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "0x00010003, 236, 176, 296, 36, 76",
    "0x00010004, 240, 180, 296, 36, 76",
    "0x00020000, 252, 228, 324, 56, 88",
    "0x00020001, 252, 228, 324, 56, 88",
    "0x00020002, 268, 228, 324, 56, 88",
    "0x00030000, 292, 228, 344, 56, 88",
    "0x00030001, 292, 228, 344, 56, 88"
  })
  void fixed_eachVersion_isAsMeasured(
      String version, int dev, int address, int info, int status, int devStatus) {
    ApiVersion one = new ApiVersion(Integer.decode(version));
    assertThat(Structures.DEV_CAPS.fixed(one)).isEqualTo(dev);
    assertThat(Structures.ADDRESS_CAPS.fixed(one)).isEqualTo(address);
    assertThat(Structures.CALL_INFO.fixed(one)).isEqualTo(info);
    assertThat(Structures.CALL_STATUS.fixed(one)).isEqualTo(status);
    assertThat(Structures.DEV_STATUS.fixed(one)).isEqualTo(devStatus);
    assertThat(Structures.ADDRESS_STATUS.fixed(one)).isEqualTo(64);
  }

  @Test
  void read_version13_hasNothingOfLaterVersions() {
    ObjectNode caps =
        Structures.DEV_CAPS.read(new Block(new Raw(236).text(32, "Pip").whole()), V1_3);
    assertThat(caps.has("lineFeatures")).isFalse();
    assertThat(caps.path("lineName").asText()).isEqualTo("Pip");
    assertThat(caps.has("malformed")).isFalse();
  }

  @Test
  void read_deviceClassesAndGuid_areShown() {
    Raw raw =
        add("Pip", "107")
            .caps
            .dword(252, 0x12345678)
            .dword(256, 0x9ABCDEF0L)
            .dword(260, 0x04030201)
            .dword(264, 0xFF060504L);
    ObjectNode caps = read(Structures.DEV_CAPS, raw);
    assertThat(caps.path("deviceClasses").toString()).isEqualTo("[\"tapi/line\",\"wave/in\"]");
    assertThat(caps.path("permanentLineGuid").asText())
        .isEqualTo("12345678-def0-9abc-0102-0304040506ff");
  }

  @Test
  void read_oddSize_isFlawedButShown() {
    ObjectNode caps =
        read(Structures.DEV_CAPS, new Raw(268).part(32, new byte[] {'P', 0, 'i', 0, 'p'}));
    assertThat(caps.path("lineName").asText()).isEqualTo("Pi");
    assertThat(caps.path("malformed").toString())
        .contains("lineName: size 5 is odd, but the text is UTF-16");
  }

  @ParameterizedTest
  @CsvSource({"268, 2", "267, 4", "0, 4294967295", "4294967295, 4294967295", "4294967294, 4"})
  void read_partBeyondUsed_isLeftOut(long offset, long size) {
    Raw raw = new Raw(268).dword(32, size).dword(36, offset);
    ObjectNode caps = read(Structures.DEV_CAPS, raw);
    assertThat(caps.has("lineName")).isFalse();
    assertThat(caps.path("malformed").toString())
        .isEqualTo(
            "[\"lineName: offset %d and size %d are beyond dwUsedSize 268\"]"
                .formatted(offset, size));
  }

  @Test
  void read_usedBeyondBuffer_isCut() {
    byte[] octets = new Raw(64).whole();
    ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    ObjectNode status = Structures.ADDRESS_STATUS.read(new Block(octets), V2_2);
    assertThat(status.path("malformed").toString())
        .isEqualTo("[\"dwUsedSize is 4294967295 in a buffer of 64\"]");
  }

  @Test
  void read_usedLessThanFixed_readsWhatIsThere() {
    byte[] octets = new Raw(64).dword(12, 3).whole();
    ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 17);
    ObjectNode status = Structures.ADDRESS_STATUS.read(new Block(octets), V2_2);
    assertThat(status.path("inUse").asInt()).isEqualTo(3);
    assertThat(status.has("activeCalls")).isFalse();
    assertThat(status.path("malformed").toString())
        .isEqualTo("[\"dwUsedSize 17 is less than the fixed part, 64\"]");
  }

  @Test
  void read_moreForwardsThanRoom_readsThoseThatFit() {
    byte[] one = new byte[24];
    ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 1).putInt(12, 49);
    ObjectNode status =
        read(Structures.ADDRESS_STATUS, new Raw(64).dword(36, 4_000_000_000L).part(40, one));
    assertThat(status.path("forwards").toString())
        .isEqualTo("[{\"mode\":[\"UNCOND\"],\"country\":49}]");
    assertThat(status.path("malformed").toString())
        .isEqualTo("[\"forwards: 4000000000 of them in 24 octets\"]");
  }

  @Test
  void read_impossibleTime_isFlawed() {
    ObjectNode status =
        read(Structures.CALL_STATUS, new Raw(56).words(40, 2026, 13, 0, 1, 1, 1, 1, 1));
    assertThat(status.has("stateEntryTime")).isFalse();
    assertThat(status.path("malformed").toString()).contains("stateEntryTime: no time");
  }

  @Test
  void read_time_isUtc() {
    ObjectNode status =
        read(Structures.CALL_STATUS, new Raw(56).words(40, 2026, 11, 1, 23, 17, 2, 3, 45));
    assertThat(status.path("stateEntryTime").asText()).isEqualTo("2026-11-23T17:02:03.045Z");
  }

  @Test
  void read_anyOctets_neverFails() {
    Random random = new Random(1851);
    for (int round = 0; round < 3_000; round++) {
      byte[] octets = new byte[random.nextInt(500)];
      random.nextBytes(octets);
      if (octets.length >= 12 && random.nextBoolean()) {
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).putInt(8, octets.length);
      }
      for (Layout layout :
          new Layout[] {
            Structures.DEV_CAPS,
            Structures.ADDRESS_CAPS,
            Structures.DEV_STATUS,
            Structures.ADDRESS_STATUS,
            Structures.CALL_INFO,
            Structures.CALL_STATUS
          }) {
        assertThat(layout.read(new Block(octets), V2_2)).isNotNull();
      }
    }
  }

  @Test
  void fill_largeStructure_grows() throws Exception {
    String name = "Moby Dick ".repeat(2_000);
    Raw raw = new Raw(268).text(32, name);
    int[] calls = {0};
    Block block =
        Growing.fill(
            "lineGetDevCaps",
            268,
            buffer -> {
              calls[0]++;
              return raw.into(buffer);
            });
    assertThat(Structures.DEV_CAPS.read(block, V2_2).path("lineName").asText()).isEqualTo(name);
    assertThat(calls[0]).isEqualTo(2);
  }

  @Test
  void fill_fixedPartOfANewerVersion_grows() throws Exception {
    Block block = Growing.fill("lineGetDevCaps", 236, new Raw(2_000)::into);
    assertThat(block.used()).isEqualTo(2_000);
  }

  @Test
  void fill_absurdNeed_readsWhatIsThere() throws Exception {
    Block block =
        Growing.fill(
            "lineGetDevCaps",
            268,
            buffer -> {
              ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(8, 268);
              return 0;
            });
    assertThat(block.flaws()).containsExactly("dwNeededSize is 4294967295; it was not read whole");
  }

  @Test
  void fill_growsForEver_givesUp() {
    assertThatThrownBy(
            () ->
                Growing.fill(
                    "lineGetDevCaps",
                    268,
                    buffer -> {
                      ByteBuffer.wrap(buffer)
                          .order(ByteOrder.LITTLE_ENDIAN)
                          .putInt(4, buffer.length + 1);
                      return 0;
                    }))
        .isInstanceOf(TapiException.class)
        .hasMessageStartingWith("lineGetDevCaps: the structure grew");
  }

  @Test
  void fill_alwaysTooSmall_ends() {
    int[] calls = {0};
    assertThatThrownBy(
            () ->
                Growing.fill(
                    "lineGetDevCaps",
                    268,
                    buffer -> {
                      calls[0]++;
                      return LineErrors.STRUCTURETOOSMALL;
                    }))
        .isInstanceOf(TapiException.class);
    assertThat(calls[0]).isLessThan(10);
  }
}
