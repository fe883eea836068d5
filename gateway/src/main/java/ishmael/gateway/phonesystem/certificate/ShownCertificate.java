package ishmael.gateway.phonesystem.certificate;

import com.google.common.hash.Hashing;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A certificate in words.
 *
 * @param sha256 its fingerprint, 64 lower-case hexadecimal digits
 * @param names to whom it is made out
 * @param selfSigned whether it vouches for itself
 */
public record ShownCertificate(
    String subject,
    String issuer,
    Instant from,
    Instant until,
    String sha256,
    List<String> names,
    boolean selfSigned) {

  /** Copies the names. */
  public ShownCertificate {
    names = List.copyOf(names);
  }

  /**
   * Reads a certificate.
   *
   * @throws CertificateEncodingException if it has no octets to take a fingerprint of
   */
  public static ShownCertificate of(X509Certificate certificate)
      throws CertificateEncodingException {
    return new ShownCertificate(
        printable(certificate.getSubjectX500Principal().getName()),
        printable(certificate.getIssuerX500Principal().getName()),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        Hashing.sha256().hashBytes(certificate.getEncoded()).toString(),
        CertificateNames.of(certificate).all().stream().map(ShownCertificate::printable).toList(),
        isSelfSigned(certificate));
  }

  /** Returns the fingerprint as tools show it: {@code AB:CD:…}. */
  public String fingerprint() {
    return colons(sha256);
  }

  /** Writes 64 hexadecimal digits as tools show them: {@code AB:CD:…}. */
  public static String colons(String sha256) {
    return sha256.toUpperCase(Locale.ROOT).replaceAll("(?<=.)(?=(..)+$)", ":");
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** A stranger's text must not steer the admin's terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
