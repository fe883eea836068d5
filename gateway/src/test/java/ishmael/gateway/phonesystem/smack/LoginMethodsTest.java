package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoginMethodsTest {
  private static final List<String> BOTH = List.of("SCRAM-SHA-1", "PLAIN");

  private final LoginMethods methods = new LoginMethods();

  @Test
  void refused_scramWithPlainOffered_triesPlainOnce() {
    assertThat(methods.allowed()).containsExactly("SCRAM-SHA-1", "PLAIN");
    assertThat(methods.refused("SCRAM-SHA-1", BOTH)).isTrue();
    assertThat(methods.allowed()).containsExactly("PLAIN");
    assertThat(methods.refused()).contains("SCRAM-SHA-1");
  }

  @Test
  void refused_bothOnce_goesBackToScramForGood() {
    assertThat(methods.refused("SCRAM-SHA-1", BOTH)).isTrue();
    assertThat(methods.refused("PLAIN", BOTH)).isFalse();
    assertThat(methods.allowed()).containsExactly("SCRAM-SHA-1", "PLAIN");
    assertThat(methods.refused("SCRAM-SHA-1", BOTH)).isFalse();
    assertThat(methods.refused()).isEmpty();
  }

  @Test
  void refused_beforeARestart_staysWithScram() {
    LoginMethods again = new LoginMethods(1);
    assertThat(again.refused("SCRAM-SHA-1", BOTH)).isFalse();
    assertThat(again.allowed()).containsExactly("SCRAM-SHA-1", "PLAIN");
  }

  @Test
  void refused_scramWithoutPlain_proves() {
    assertThat(methods.refused("SCRAM-SHA-1", List.of("SCRAM-SHA-1"))).isFalse();
    assertThat(methods.refused("PLAIN", List.of("PLAIN"))).isFalse();
    assertThat(methods.allowed()).containsExactly("SCRAM-SHA-1", "PLAIN");
  }
}
