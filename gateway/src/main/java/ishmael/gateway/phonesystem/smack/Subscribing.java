package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscriptions that an account needs, and whether it has them. */
final class Subscribing {
  private static final Logger LOGGER = LoggerFactory.getLogger(Subscribing.class);

  private final Requests requests;
  private final PhoneSystemOptions options;
  private final Scope scope;

  Subscribing(Requests requests, PhoneSystemOptions options, boolean supervisor) {
    this.requests = requests;
    this.options = options;
    this.scope = supervisor ? Scope.SUPERVISOR : Scope.USER;
  }

  /** Subscribes; what is still missing then is the problem. */
  void add(Consumer<Optional<LinkProblem>> then) {
    requests.ask(
        Subscription.add(Subscription.needed(scope)),
        reply ->
            then.accept(
                reply
                    .subscriptions()
                    .map(this::missing)
                    .orElseGet(
                        () ->
                            Optional.of(
                                LinkProblem.notSubscribed(options.user(), reply.complaint())))));
  }

  /**
   * Subscribes to what is not needed: without it, forwarding is seen when the directory is read
   * again. A phone system that has no such events may refuse.
   *
   * @param then called if it did not
   */
  void addWelcome(Runnable then) {
    requests.ask(
        Subscription.add(Subscription.welcome(scope)),
        reply -> {
          if (reply.subscriptions().isPresent()) {
            then.run();
          } else {
            LOGGER.debug("no events of forwarding: {}", reply.complaint());
          }
        });
  }

  /** Returns what is wrong with these subscriptions, if anything. */
  Optional<LinkProblem> missing(List<Subscription> held) {
    return Subscription.needed(scope).stream()
        .filter(needed -> held.stream().noneMatch(one -> one.covers(needed)))
        .findFirst()
        .map(
            missing ->
                LinkProblem.notSubscribed(
                    options.user(), missing.module() + "." + missing.type() + " is missing"));
  }
}
