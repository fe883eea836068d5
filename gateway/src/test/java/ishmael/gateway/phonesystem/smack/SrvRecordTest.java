package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.phonesystem.smack.SrvRecord.Ranked;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrvRecordTest {
  @Test
  void inOrder_priorities_lowestFirst() {
    List<SrvRecord> records =
        List.of(
            new SrvRecord(20, 9, 5222, "c"),
            new SrvRecord(5, 0, 5223, "a"),
            new SrvRecord(10, 1, 5222, "b"));

    assertThat(SrvRecord.inOrder(records, bound -> 0))
        .containsExactly(
            new Ranked(new ServerAddress("a", 5223), 5),
            new Ranked(new ServerAddress("b", 5222), 10),
            new Ranked(new ServerAddress("c", 5222), 20));
  }

  @Test
  void inOrder_weights_drawFirstInProportion() {
    List<SrvRecord> records =
        List.of(
            new SrvRecord(1, 60, 5222, "often"),
            new SrvRecord(1, 20, 5222, "seldom"),
            new SrvRecord(1, 0, 5222, "hardly"));
    Random random = new Random(7);
    int often = 0;
    int hardly = 0;
    for (int i = 0; i < 8_000; i++) {
      String first = SrvRecord.inOrder(records, random::nextInt).get(0).server().host();
      often += first.equals("often") ? 1 : 0;
      hardly += first.equals("hardly") ? 1 : 0;
    }

    assertThat(often).isBetween(5_700, 6_200);
    assertThat(hardly).isBetween(20, 250);
  }

  @Test
  void inOrder_rootAsTarget_isNoServer() {
    assertThat(SrvRecord.inOrder(List.of(SrvLookup.parse("0 0 0 .")), bound -> 0)).isEmpty();
  }

  @Test
  void parse_answerOfTheNameService_losesTheLastDot() {
    assertThat(SrvLookup.parse("10 60 5222 pbx.example.com."))
        .isEqualTo(new SrvRecord(10, 60, 5222, "pbx.example.com"));
    assertThatThrownBy(() -> SrvLookup.parse("pbx.example.com."))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 0 0 pbx.", "0 0 65536 pbx.", "0 2147483647 5222 pbx.", "-1 0 5222 pbx."})
  void parse_numberThatNoServerCanHave_isNoRecord(String text) {
    assertThatThrownBy(() -> SrvLookup.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
