package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.certificate.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * How far somebody got who wants to see the certificate.
 *
 * @param judgement about the certificates; nothing if the server showed none
 * @param findings the steps on the way
 */
public record CertificateLook(
    PhoneSystemOptions options, Optional<Judgement> judgement, List<Finding> findings) {

  /** Copies the list. */
  public CertificateLook {
    findings = List.copyOf(findings);
  }

  /** Returns the step that failed first, if one did. */
  public Optional<Finding> failed() {
    return findings.stream().filter(one -> one.outcome().kind() == Outcome.Kind.FAILED).findFirst();
  }
}
