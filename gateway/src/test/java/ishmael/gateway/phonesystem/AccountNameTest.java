package ishmael.gateway.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNameTest {
  @ParameterizedTest
  @CsvSource({
    "tapi, tapi, mobydick",
    "'  tapi ', tapi, mobydick",
    "Tapi@Pequod, Tapi, pequod",
    "tapi@pbx.example.org, tapi, pbx.example.org",
    "Terminal Server 1, Terminal\\20Server\\201, mobydick",
    "a@b@pequod, a\\40b, pequod",
    "d'artagnan/x:y&<>\"@pequod, d\\27artagnan\\2fx\\3ay\\26\\3c\\3e\\22, pequod",
    "a\\20b, a\\20b, mobydick",
    "DOM\\user, DOM\\user, mobydick",
    "jörg, jörg, mobydick"
  })
  void parse_rightName_isEscaped(String text, String local, String domain) {
    assertThat(AccountName.parse(text, "mobydick")).isEqualTo(new AccountName(local, domain));
  }

  @ParameterizedTest
  @CsvSource({
    "'', The user name of the phone system account is missing.",
    "@pequod, The user name of the phone system account is missing.",
    "tapi@, The domain of the phone system is empty.",
    "tapi @pequod, 'The user name \"tapi \" of the phone system account has spaces at its ends or"
        + " control characters.'",
    "tapi@pequod/ts01, 'The domain \"pequod/ts01\" must end before the slash: the resource is not"
        + " part of the user name.'",
    "tapi@pequod:5222, 'The domain \"pequod:5222\" must not have a port: enter that as"
        + " phone-system.port.'",
    "tapi@the pequod, 'The domain \"the pequod\" behind the @ is no XMPP domain: write the account"
        + " as user or user@instance.'",
    "a\\20b c, 'The user name \"a\\20b c\" mixes escaped and plain special characters; write it"
        + " plain.'"
  })
  void parse_nonsense_saysWhatIsWrong(String text, String sentence) {
    assertThatThrownBy(() -> AccountName.parse(text, "mobydick"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void parse_controlCharacterOrTooLong_isRefused() {
    assertThatThrownBy(() -> AccountName.parse("ta\u0007pi", "mobydick"))
        .hasMessageContaining("control characters");
    assertThatThrownBy(() -> AccountName.parse("x".repeat(1024), "mobydick"))
        .hasMessageContaining("too long");
  }
}
