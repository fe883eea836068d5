package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.Optional;

/** Who may log in; may be asked from any thread but waits for the engine's. */
final class Accounts {
  private final Engine engine;
  private final String domain;

  Accounts(Engine engine, String domain) {
    this.engine = engine;
    this.domain = domain;
  }

  /** The account of a login name, which may carry {@code @domain}; case does not count. */
  Optional<UserAccount> find(String login) {
    int at = login.lastIndexOf('@');
    if (at >= 0 && !login.substring(at + 1).equalsIgnoreCase(domain)) {
      return Optional.empty();
    }
    String name = at < 0 ? login : login.substring(0, at);
    return engine.timeline().call(() -> engine.findUser(name));
  }

  /** Nobody may act as somebody else; an empty identity is the own one. */
  boolean mayActAs(UserAccount user, String identity) {
    return identity.isEmpty() || find(identity).filter(user::equals).isPresent();
  }
}
