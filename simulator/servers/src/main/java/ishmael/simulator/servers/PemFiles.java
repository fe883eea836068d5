package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.xmpp.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Key and certificate of a server as the files that servers read. */
final class PemFiles {
  private static final int KEY_BITS = 256;

  private PemFiles() {}

  static String certificate(ServerIdentity identity) {
    try {
      return pem("CERTIFICATE", identity.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate of our own cannot be encoded", e);
    }
  }

  /**
   * The private key together with the public one. Java leaves the latter out, and ejabberd then
   * finds no key for the certificate. Source: RFC 5915, section 3.
   */
  static String key(ServerIdentity identity) {
    SubjectPublicKeyInfo open =
        SubjectPublicKeyInfo.getInstance(identity.certificate().getPublicKey().getEncoded());
    PrivateKeyInfo secret = PrivateKeyInfo.getInstance(identity.key().getEncoded());
    org.bouncycastle.asn1.sec.ECPrivateKey both =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            KEY_BITS,
            ((ECPrivateKey) identity.key()).getS(),
            new DERBitString(open.getPublicKeyData().getBytes()),
            null);
    try {
      PrivateKeyInfo whole = new PrivateKeyInfo(secret.getPrivateKeyAlgorithm(), both);
      return pem("PRIVATE KEY", whole.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] der) {
    byte[] newline = {'\n'};
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, newline).encodeToString(der), what);
  }
}
