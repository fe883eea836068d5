package ishmael.simulator.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** One SCRAM login without channel binding. Source: RFC 5802. */
final class Scram {
  private static final int HASH_BITS = 160;

  private final String firstBare;
  private final String password;
  private byte[] serverSignature = {};

  Scram(String user, String password) {
    this.firstBare =
        "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + UUID.randomUUID();
    this.password = password;
  }

  String first() {
    return base64("n,," + firstBare);
  }

  /** The client's final message for the server's first. */
  String answer(String challenge) throws GeneralSecurityException {
    String serverFirst = text(challenge);
    byte[] salt = Base64.getDecoder().decode(field(serverFirst, 's'));
    int rounds = Integer.parseInt(field(serverFirst, 'i'));
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BITS))
            .getEncoded();
    String withoutProof = "c=biws,r=" + field(serverFirst, 'r');
    String all = firstBare + "," + serverFirst + "," + withoutProof;
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] proof = hmac(MessageDigest.getInstance("SHA-1").digest(clientKey), all);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    serverSignature = hmac(hmac(salted, "Server Key"), all);
    return base64(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
  }

  /** Whether the server knows the password too. */
  boolean isServer(String serverFinal) {
    return MessageDigest.isEqual(
        serverSignature, Base64.getDecoder().decode(field(text(serverFinal), 'v')));
  }

  private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key, "HmacSHA1"));
    return mac.doFinal(message.getBytes(UTF_8));
  }

  private static String field(String message, char name) {
    for (String part : message.split(",", -1)) {
      if (part.startsWith(name + "=")) {
        return part.substring(2);
      }
    }
    throw new IllegalArgumentException("No " + name + " in the server's message");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
