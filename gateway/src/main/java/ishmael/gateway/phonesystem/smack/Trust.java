package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.certificate.Flaw;
import ishmael.gateway.phonesystem.certificate.JudgedTrust;
import ishmael.gateway.phonesystem.certificate.Judgement;
import ishmael.gateway.phonesystem.certificate.ShownCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Puts the server's certificates before the {@link CertificateJudge} for one attempt and remembers
 * why it said no.
 */
final class Trust extends JudgedTrust implements HostnameVerifier {
  private final String host;
  private final String named;
  private final String domain;
  private final Optional<String> pin;
  private volatile boolean accepted;
  private volatile @Nullable LinkProblem refusal;

  private Trust(PhoneSystemOptions options, CertificateJudge judge) {
    super(judge);
    this.host = options.connectHost();
    this.named = options.certificateHost();
    this.domain = options.domain();
    this.pin = options.certificateSha256();
  }

  /**
   * Makes the trust the options ask for.
   *
   * @throws LinkException if the file of authorities cannot be read
   */
  static Trust of(PhoneSystemOptions options) throws LinkException {
    try {
      return new Trust(options, CertificateJudge.of(options));
    } catch (GeneralSecurityException | IOException e) {
      throw new LinkException(
          LinkProblem.badAuthorities(
              options.certificateAuthorities().map(Path::toString).orElse("of the Java runtime"),
              LinkException.text(e)));
    }
  }

  /** Returns why the certificate was refused, if it was. */
  Optional<LinkProblem> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  protected void take(Judgement judgement) throws CertificateException {
    Optional<Flaw> flaw = judgement.gravest();
    accepted = flaw.isEmpty();
    if (flaw.isPresent()) {
      LinkProblem problem = problem(flaw.get(), judgement.own());
      refusal = problem;
      throw new CertificateException(problem.sentence());
    }
  }

  private LinkProblem problem(Flaw flaw, ShownCertificate own) {
    return switch (flaw) {
      case NOT_PINNED -> LinkProblem.otherCertificate(host, pin.orElse(""), own.sha256());
      case EXPIRED, NOT_YET_VALID -> LinkProblem.wrongDate(host, own.from(), own.until());
      case SELF_SIGNED, UNKNOWN_ISSUER -> LinkProblem.untrusted(host, own.sha256());
      case WRONG_NAME ->
          named.equals(domain)
              ? LinkProblem.wrongDomain(host, domain, own.sha256())
              : LinkProblem.wrongName(host, domain, own.sha256());
    };
  }

  /** Smack asks after the handshake; the judge has seen the name during it. */
  @Override
  public boolean verify(String name, SSLSession session) {
    return accepted;
  }
}
