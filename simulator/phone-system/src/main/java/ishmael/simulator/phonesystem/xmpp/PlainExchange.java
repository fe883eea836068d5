package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.UserAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** PLAIN, in UTF-8. Source: RFC 4616. */
final class PlainExchange implements SaslExchange {
  private final Accounts accounts;

  PlainExchange(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Step next(byte[] said) {
    List<String> parts = List.of(new String(said, StandardCharsets.UTF_8).split("\0", -1));
    if (parts.size() != 3) {
      return new Failure("malformed-request");
    }
    Optional<UserAccount> user =
        accounts.find(parts.get(1)).filter(known -> same(known.password(), parts.get(2)));
    if (user.isEmpty()) {
      return new Failure("not-authorized");
    }
    return accounts.mayActAs(user.get(), parts.get(0))
        ? new Success(user.get(), "")
        : new Failure("invalid-authzid");
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
