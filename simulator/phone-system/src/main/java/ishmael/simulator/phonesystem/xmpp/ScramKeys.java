package ishmael.simulator.phonesystem.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a SCRAM server knows of a password. Source: RFC 5802, 3.
 *
 * <p>Passwords are brought to NFKC, which is the part of SASLprep that clients in use apply; what
 * SASLprep forbids or leaves out is not looked at.
 */
final class ScramKeys {
  static final int ITERATIONS = 4096;

  private final String hash;
  private final byte[] clientKey;
  private final byte[] serverKey;

  /**
   * Derives the keys.
   *
   * @param hash {@code SHA1} or {@code SHA256}
   */
  ScramKeys(String hash, String password, byte[] salt) {
    this.hash = hash;
    byte[] salted = salted(hash, Normalizer.normalize(password, Normalizer.Form.NFKC), salt);
    this.clientKey = hmac(salted, "Client Key");
    this.serverKey = hmac(salted, "Server Key");
  }

  private static byte[] salted(String hash, String password, byte[] salt) {
    try {
      int bits = hash.equals("SHA1") ? 160 : 256;
      return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, bits))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot do SCRAM with " + hash, e);
    }
  }

  private byte[] hmac(byte[] key, String message) {
    try {
      Mac mac = Mac.getInstance("Hmac" + hash);
      mac.init(new SecretKeySpec(key, "RAW"));
      return mac.doFinal(message.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot do SCRAM with " + hash, e);
    }
  }

  /** Whether a client that says {@code proof} knows the password. */
  boolean proves(byte[] proof, String authMessage) {
    byte[] expected = hmac(digest(clientKey), authMessage);
    for (int i = 0; i < expected.length; i++) {
      expected[i] ^= clientKey[i];
    }
    return MessageDigest.isEqual(expected, proof);
  }

  private byte[] digest(byte[] data) {
    try {
      return MessageDigest.getInstance(hash.equals("SHA1") ? "SHA-1" : "SHA-256").digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot do SCRAM with " + hash, e);
    }
  }

  /** What proves to the client that the server knows the password too. */
  byte[] signature(String authMessage) {
    return hmac(serverKey, authMessage);
  }
}
