package ishmael.simulator.phonesystem.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ishmael.simulator.phonesystem.engine.UserAccount;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SCRAM without channel binding. Source: RFC 5802, 5 and 7. */
final class ScramExchange implements SaslExchange {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Channel binding flag, identity to act as; then user name and nonce, maybe extensions. */
  private static final Pattern FIRST =
      Pattern.compile("([ny],(?:a=([^,]+))?,)(n=([^,]+),r=([\\x21-\\x7e&&[^,]]+)(?:,.*)?)");

  private static final Pattern LAST =
      Pattern.compile("(c=([^,]+),r=([^,]+)(?:,[^,]*)*),p=([A-Za-z0-9+/=]+)");

  private static final Pattern BAD_ESCAPE = Pattern.compile("=(?!2C|3D)");

  private final Accounts accounts;
  private final String hash;
  private final boolean fit;
  private @Nullable Sent sent;

  /**
   * Begins an exchange.
   *
   * @param fit whether the stored hashes are those of the accounts' passwords
   */
  ScramExchange(Accounts accounts, String hash, boolean fit) {
    this.accounts = accounts;
    this.hash = hash;
    this.fit = fit;
  }

  /** What holds from the first message to the last. */
  private record Sent(
      Optional<UserAccount> user,
      ScramKeys keys,
      String header,
      String identity,
      String nonce,
      String messages) {}

  @Override
  public Step next(byte[] said) {
    String message = new String(said, UTF_8);
    Sent before = sent;
    return before == null ? first(message) : last(before, message);
  }

  private Step first(String message) {
    Matcher first = FIRST.matcher(message);
    if (!first.matches() || BAD_ESCAPE.matcher(first.group(4)).find()) {
      return new Failure("malformed-request");
    }
    Optional<UserAccount> user = accounts.find(unescaped(first.group(4)));
    byte[] salt = random();
    String nonce = first.group(5) + base64(random());
    String challenge = "r=" + nonce + ",s=" + base64(salt) + ",i=" + ScramKeys.ITERATIONS;
    // A client with an unknown name learns no sooner that it is refused.
    String password =
        user.filter(its -> fit).map(UserAccount::password).orElseGet(() -> base64(random()));
    String identity = first.group(2) == null ? "" : unescaped(first.group(2));
    sent =
        new Sent(
            user,
            new ScramKeys(hash, password, salt),
            first.group(1),
            identity,
            nonce,
            first.group(3) + "," + challenge);
    return new Challenge(challenge);
  }

  private Step last(Sent before, String message) {
    Matcher last = LAST.matcher(message);
    if (!last.matches()) {
      return new Failure("malformed-request");
    }
    byte[] proof;
    try {
      proof = Base64.getDecoder().decode(last.group(4));
    } catch (IllegalArgumentException e) {
      return new Failure("malformed-request");
    }
    String all = before.messages() + "," + last.group(1);
    boolean unchanged =
        last.group(2).equals(base64(before.header().getBytes(UTF_8)))
            && last.group(3).equals(before.nonce());
    if (!unchanged || before.user().isEmpty() || !before.keys().proves(proof, all)) {
      return new Failure("not-authorized");
    }
    UserAccount user = before.user().get();
    return accounts.mayActAs(user, before.identity())
        ? new Success(user, "v=" + base64(before.keys().signature(all)))
        : new Failure("invalid-authzid");
  }

  private static String unescaped(String name) {
    return name.replace("=2C", ",").replace("=3D", "=");
  }

  private static byte[] random() {
    byte[] octets = new byte[18];
    RANDOM.nextBytes(octets);
    return octets;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
