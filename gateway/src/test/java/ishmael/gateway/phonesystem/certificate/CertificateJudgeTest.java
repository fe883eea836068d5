package ishmael.gateway.phonesystem.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateJudgeTest {
  private final Mint authority = new Mint("CN=Pequod CA");
  private final Mint stranger = new Mint("CN=Pequod CA");

  @TempDir Path folder;

  private PhoneSystemOptions.Builder options(String host) throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), Mint.pem(authority.own()));
    return PhoneSystemOptions.builder("tapi@pequod", new Password("x"), "TS01")
        .host(host)
        .certificateAuthorities(file);
  }

  private static Judgement judge(PhoneSystemOptions.Builder options, X509Certificate... chain)
      throws Exception {
    return CertificateJudge.of(options.build()).judge(chain, "ECDHE_ECDSA");
  }

  private Judgement judge(X509Certificate... chain) throws Exception {
    return judge(options("pbx.example.org"), chain);
  }

  @ParameterizedTest
  @CsvSource({
    "pbx.example.org, pbx.example.org, true",
    "PBX.Example.org, pbx.example.ORG, true",
    "pequod, pbx.example.org, true",
    "*.example.org, pbx.example.org, true",
    "*.example.org, a.pbx.example.org, false",
    "*.example.org, example.org, false",
    "*.org, example.org, false",
    "p*.example.org, pbx.example.org, false",
    "example.org, pbx.example.org, false",
    "pbx.example.org.evil.example, pbx.example.org, false"
  })
  void judge_name_countsAsTheHost(String name, String host, boolean right) throws Exception {
    Judgement made =
        judge(options(host), authority.sign("CN=whatever", Mint.dns(name)), authority.own());
    assertThat(made.flaws())
        .isEqualTo(right ? java.util.List.of() : java.util.List.of(Flaw.WRONG_NAME));
  }

  @Test
  void judge_hostOfTheNameService_doesNotCount() throws Exception {
    PhoneSystemOptions found =
        PhoneSystemOptions.builder("tapi@pequod", new Password("x"), "TS01")
            .certificateAuthorities(
                Files.writeString(folder.resolve("ca.pem"), Mint.pem(authority.own())))
            .build()
            .at(new ServerAddress("pbx.example.org", 5222));
    CertificateJudge judge = CertificateJudge.of(found);
    X509Certificate[] host = {authority.sign("CN=a", Mint.dns("pbx.example.org"))};
    X509Certificate[] domain = {authority.sign("CN=a", Mint.dns("pequod"))};
    assertThat(judge.judge(host, "ECDHE_ECDSA").flaws()).containsExactly(Flaw.WRONG_NAME);
    assertThat(judge.judge(domain, "ECDHE_ECDSA").trusted()).isTrue();
  }

  @Test
  void judge_address_countsOnlyAsAnAddress() throws Exception {
    X509Certificate named = authority.sign("CN=x", Mint.address("10.1.2.3"));
    assertThat(judge(options("10.1.2.3"), named).trusted()).isTrue();
    assertThat(judge(options("10.1.2.4"), named).flaws()).containsExactly(Flaw.WRONG_NAME);
    X509Certificate text = authority.sign("CN=x", Mint.dns("10.1.2.3"));
    assertThat(judge(options("10.1.2.3"), text).flaws()).containsExactly(Flaw.WRONG_NAME);
  }

  @Test
  void judge_commonName_countsOnlyWithoutOtherNames() throws Exception {
    assertThat(judge(authority.sign("CN=pbx.example.org")).trusted()).isTrue();
    assertThat(judge(authority.sign("CN=pbx.example.org", Mint.dns("other"))).flaws())
        .containsExactly(Flaw.WRONG_NAME);
  }

  @Test
  void judge_strangersAuthority_isUnknown() throws Exception {
    X509Certificate forged = stranger.sign("CN=pbx.example.org", Mint.dns("pbx.example.org"));
    assertThat(judge(forged, stranger.own()).flaws()).containsExactly(Flaw.UNKNOWN_ISSUER);
    assertThat(judge(forged, authority.own()).flaws()).containsExactly(Flaw.UNKNOWN_ISSUER);
  }

  @Test
  void judge_dates_areSaidEvenIfTheIssuerIsRight() throws Exception {
    Duration day = Duration.ofDays(1);
    X509Certificate old =
        authority.sign("CN=a", day.multipliedBy(-9), day, Mint.dns("pbx.example.org"));
    assertThat(judge(old).flaws()).containsExactly(Flaw.EXPIRED);
    X509Certificate early = authority.sign("CN=a", day, day, Mint.dns("elsewhere"));
    assertThat(judge(early).flaws()).containsExactly(Flaw.NOT_YET_VALID, Flaw.WRONG_NAME);
  }

  @Test
  void judge_selfSigned_isSaidSo() throws Exception {
    assertThat(judge(stranger.own()).flaws()).containsExactly(Flaw.SELF_SIGNED, Flaw.WRONG_NAME);
    assertThat(judge(stranger.own()).own().selfSigned()).isTrue();
  }

  @Test
  void judge_expiredAuthorityThatShowsItself_isExpired() throws Exception {
    Duration day = Duration.ofDays(1);
    Mint self = new Mint("CN=pbx.example.org");
    X509Certificate shown = self.sign("CN=pbx.example.org", day.multipliedBy(-9), day);
    Path file = Files.writeString(folder.resolve("self.pem"), Mint.pem(shown));
    Judgement made = judge(options("pbx.example.org").certificateAuthorities(file), shown);
    assertThat(made.trusted()).isFalse();
    assertThat(made.gravest()).contains(Flaw.EXPIRED);
  }

  @Test
  void judge_pinned_isThatOneOnly() throws Exception {
    X509Certificate shown = stranger.own();
    String print = ShownCertificate.of(shown).sha256();
    Judgement right = judge(options("elsewhere").certificateSha256(print), shown);
    assertThat(right.trusted()).isTrue();
    assertThat(right.pinned()).isTrue();
    X509Certificate good = authority.sign("CN=a", Mint.dns("pbx.example.org"));
    assertThat(judge(options("pbx.example.org").certificateSha256(print), good).flaws())
        .containsExactly(Flaw.NOT_PINNED);
  }

  @Test
  void judge_emptyChain_isRefused() {
    assertThatThrownBy(this::judge).isInstanceOf(CertificateException.class);
  }

  @Test
  void of_emptyFile_saysSo() throws Exception {
    Path file = Files.writeString(folder.resolve("empty.pem"), "");
    PhoneSystemOptions options = options("x").certificateAuthorities(file).build();
    assertThatThrownBy(() -> CertificateJudge.of(options))
        .isInstanceOf(CertificateException.class)
        .hasMessage("no certificate in it");
  }

  @Test
  void shown_controlCharacters_areMasked() throws Exception {
    X509Certificate odd = authority.sign("CN=a\u001b[31mb", Mint.dns("x\u0007y"));
    assertThat(ShownCertificate.of(odd).subject()).doesNotContain("\u001b");
    assertThat(ShownCertificate.of(odd).names()).containsExactly("x?y");
  }
}
