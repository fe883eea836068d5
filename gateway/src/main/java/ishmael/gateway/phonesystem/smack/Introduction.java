package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.xmppuser.ClientInfo;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The first questions after login. ClientInfo subscribes with scope user, which each account may
 * have; only its answer tells whether the account is a supervisor. If so, AddSubscription widens
 * the scope to all users, before the directory is read, so that no move is missed.
 */
final class Introduction {
  private final Requests requests;
  private final PhoneSystemOptions options;

  Introduction(Requests requests, PhoneSystemOptions options) {
    this.requests = requests;
    this.options = options;
  }

  /** Asks; one of the two functions is called in the end. */
  void run(Consumer<UserInfo> done, Consumer<LinkProblem> failed) {
    requests.ask(clientInfo().toElement(), reply -> introduced(reply, done, failed));
  }

  private void introduced(Reply reply, Consumer<UserInfo> done, Consumer<LinkProblem> failed) {
    Optional<UserInfo> info = reply.user();
    if (info.isEmpty()) {
      failed.accept(LinkProblem.noUserInfo(options.user(), reply.complaint()));
    } else if (info.get().supervisor()) {
      new Subscribing(requests, options, true)
          .add(problem -> problem.ifPresentOrElse(failed, () -> done.accept(info.get())));
    } else if (options.supervisorRequired()) {
      failed.accept(LinkProblem.roleMissing(options.user()));
    } else {
      new Subscribing(requests, options, false)
          .missing(info.get().subscriptions())
          .ifPresentOrElse(failed, () -> done.accept(info.get()));
    }
  }

  /** Returns the first question: who we are, and the events that any account may have. */
  static ClientInfo clientInfo() {
    String version =
        Optional.ofNullable(Introduction.class.getPackage().getImplementationVersion())
            .orElse("development");
    return new ClientInfo(
        System.getProperty("os.name", ""),
        System.getProperty("user.name", ""),
        version,
        Subscription.needed(Scope.USER));
  }
}
