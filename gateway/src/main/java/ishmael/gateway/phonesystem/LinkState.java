package ishmael.gateway.phonesystem;

import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.function.Function;

/** How the link to the phone system is. */
public sealed interface LinkState {

  /** Connecting, logging in or reading the directory. */
  record Connecting() implements LinkState {}

  /**
   * Logged in, subscribed, directory complete.
   *
   * @param account the login name
   * @param supervisor whether the account acts for all users; else it serves its own line only
   * @param own the account's own user
   */
  record Online(UserName account, boolean supervisor, User own) implements LinkState {}

  /**
   * Not connected; the next attempt comes by itself.
   *
   * @param reason a sentence for the administrator
   * @param retryIn time until the next attempt
   */
  record Offline(String reason, Duration retryIn) implements LinkState {}

  /**
   * Not connected, and no further attempt is made before the administrator did something.
   *
   * @param reason a sentence for the administrator
   */
  record NeedsAdmin(String reason) implements LinkState {}

  /** Calls the function that belongs to this state. */
  default <R> R fold(
      Function<Connecting, R> onConnecting,
      Function<Online, R> onOnline,
      Function<Offline, R> onOffline,
      Function<NeedsAdmin, R> onNeedsAdmin) {
    if (this instanceof Connecting connecting) {
      return onConnecting.apply(connecting);
    }
    if (this instanceof Online online) {
      return onOnline.apply(online);
    }
    if (this instanceof Offline offline) {
      return onOffline.apply(offline);
    }
    return onNeedsAdmin.apply((NeedsAdmin) this);
  }
}
