package ishmael.gateway.phonesystem.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests: an authority, and whom it vouches for. */
final class Mint {
  static final Duration YEAR = Duration.ofDays(365);

  private final KeyPair keys = keys();
  private final X500Principal name;

  Mint(String name) {
    this.name = new X500Principal(name);
  }

  /** The authority's own certificate. */
  X509Certificate own() throws Exception {
    return make(name, keys, Instant.now().minus(YEAR), YEAR.multipliedBy(2), true, List.of());
  }

  /** A certificate that the authority signed, valid from now plus {@code begins} on. */
  X509Certificate sign(String subject, Duration begins, Duration lasts, GeneralName... names)
      throws Exception {
    return make(
        new X500Principal(subject),
        keys(),
        Instant.now().plus(begins),
        lasts,
        false,
        List.of(names));
  }

  X509Certificate sign(String subject, GeneralName... names) throws Exception {
    return sign(subject, Duration.ofDays(-1), YEAR, names);
  }

  static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  static GeneralName dns(String host) {
    return new GeneralName(GeneralName.dNSName, host);
  }

  static GeneralName address(String ip) {
    return new GeneralName(GeneralName.iPAddress, ip);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate make(
      X500Principal subject,
      KeyPair its,
      Instant from,
      Duration lasts,
      boolean authority,
      List<GeneralName> names)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(from),
            Date.from(from.plus(lasts)),
            subject,
            its.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(new GeneralName[0])));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }
}
