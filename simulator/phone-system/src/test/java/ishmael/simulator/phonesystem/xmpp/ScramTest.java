package ishmael.simulator.phonesystem.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The examples of the standards: user "user", password "pencil". */
class ScramTest {
  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Test
  void sha1_exampleOfRfc5802_provesAndSigns() {
    ScramKeys keys = new ScramKeys("SHA1", "pencil", decoded("QSXCR+Q6sek8bf92"));
    String messages =
        "n=user,r=fyko+d2lbbFgONRv9qkxdawL,"
            + "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096,"
            + "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";

    assertThat(keys.proves(decoded("v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="), messages)).isTrue();
    assertThat(keys.proves(decoded("v0X8v3Bz2T0CJGbJQyF0X+HI4Tw="), messages)).isFalse();
    assertThat(keys.proves("".getBytes(UTF_8), messages)).isFalse();
    assertThat(keys.signature(messages)).isEqualTo(decoded("rmF9pqV8S7suAoZWja4dJRkFsKQ="));
  }

  @Test
  void sha256_exampleOfRfc7677_provesAndSigns() {
    ScramKeys keys = new ScramKeys("SHA256", "pencil", decoded("W22ZaJ0SNY7soEsUEjb6gQ=="));
    String messages =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    assertThat(keys.proves(decoded("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="), messages))
        .isTrue();
    assertThat(keys.signature(messages))
        .isEqualTo(decoded("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }
}
