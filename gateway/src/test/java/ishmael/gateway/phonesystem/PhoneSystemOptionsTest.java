package ishmael.gateway.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhoneSystemOptionsTest {
  private static final Password PASSWORD = new Password("a\u0308:\u00df");

  private static PhoneSystemOptions.Builder user(String name) {
    return PhoneSystemOptions.builder(name, PASSWORD, "TS01");
  }

  @Test
  void build_plainUser_getsTheDefaultDomain() {
    PhoneSystemOptions options = user("ahab").build();

    assertThat(options.user()).isEqualTo("ahab");
    assertThat(options.domain()).isEqualTo("mobydick");
    assertThat(options.connectHost()).isEqualTo("mobydick");
    assertThat(options.port()).isEqualTo(5222);
  }

  @Test
  void build_userWithInstance_carriesTheDomain() {
    PhoneSystemOptions options = user("ahab@pequod").domain("ignored").host("10.0.0.7").build();

    assertThat(options.user()).isEqualTo("ahab");
    assertThat(options.domain()).isEqualTo("pequod");
    assertThat(options.connectHost()).isEqualTo("10.0.0.7");
  }

  @Test
  void at_serverOfTheNameService_mustShowTheDomainsCertificate() {
    ServerAddress server = new ServerAddress("2001:db8::7", 5223);

    PhoneSystemOptions chosen = user("a").host("pbx").build().at(server);
    PhoneSystemOptions found = user("a").build().at(server).at(server);

    assertThat(chosen.certificateHost()).isEqualTo("2001:db8::7");
    assertThat(found.certificateHost()).isEqualTo("mobydick");
    assertThat(found.connectHost()).isEqualTo("2001:db8::7");
    assertThat(found.port()).isEqualTo(5223);
    assertThat(server).hasToString("[2001:db8::7]:5223");
  }

  @Test
  void build_fingerprintWithColons_isNormalised() {
    String colons = "AB:".repeat(31) + "CD";

    assertThat(user("a").certificateSha256(colons).build().certificateSha256())
        .contains("ab".repeat(31) + "cd");
    assertThatThrownBy(() -> user("a").certificateSha256("abc").build())
        .hasMessage("The certificate's fingerprint must be the 64 hex digits of its SHA-256.");
  }

  @Test
  void build_missingValues_areNamed() {
    assertThatThrownBy(() -> user(" ").build())
        .hasMessage("The user name of the phone system account is missing.");
    assertThatThrownBy(() -> user("a").port(0).build())
        .hasMessage("The port of the phone system must be 1 to 65535.");
    assertThatThrownBy(() -> user("a@").build())
        .hasMessage("The domain of the phone system is empty.");
  }

  @Test
  void toString_ofOptions_hidesThePassword() {
    assertThat(PASSWORD.reveal()).isEqualTo("\u00e4:\u00df");
    assertThat(user("a").build().toString()).contains("(password)").doesNotContain("\u00e4");
  }
}
