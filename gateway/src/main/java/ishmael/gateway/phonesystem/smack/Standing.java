package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.CommandOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether the account is still what it was at the login: an account whose
 * role is withdrawn is not disconnected, it hears nothing any more. Only the link's thread calls
 * it.
 */
final class Standing {
  private static final Logger LOGGER = LoggerFactory.getLogger(Standing.class);

  /** Refused commands are a reason to look, but not each of them. */
  private static final Duration BETWEEN_DOUBTS = Duration.ofSeconds(10);

  private final Requests requests;
  private final PhoneSystemOptions options;
  private final boolean supervisor;
  private final Consumer<LinkProblem> lost;
  private final Runnable cancel;
  private boolean asking;
  private boolean doubted;
  private long doubtedAt;

  /**
   * Begins to look.
   *
   * @param supervisor what the account was at the login
   * @param lost ends the link
   */
  Standing(
      Requests requests,
      PhoneSystemOptions options,
      LinkLoop loop,
      boolean supervisor,
      Consumer<LinkProblem> lost) {
    this.requests = requests;
    this.options = options;
    this.supervisor = supervisor;
    this.lost = lost;
    cancel = loop.every(options.timing().standingCheck(), this::look);
  }

  void end() {
    cancel.run();
  }

  /** Takes the answer to a command: a refusal may be the first sign. */
  void answered(Reply reply) {
    boolean refused = reply.toOutcome() instanceof CommandOutcome.Failure;
    long now = System.nanoTime();
    if (refused && !(doubted && now - doubtedAt < BETWEEN_DOUBTS.toNanos())) {
      doubted = true;
      doubtedAt = now;
      look();
    }
  }

  private void look() {
    if (!asking) {
      asking = true;
      requests.ask(UserInfo.own(), this::told);
    }
  }

  private void told(Reply reply) {
    asking = false;
    Optional<UserInfo> info = reply.user();
    if (info.isEmpty()) {
      LOGGER.debug("the account's standing is not known: {}", reply.complaint());
    } else if (supervisor && !info.get().supervisor()) {
      lost.accept(LinkProblem.roleMissing(options.user()));
    } else if (!supervisor && info.get().supervisor()) {
      lost.accept(LinkProblem.renewal("The account " + options.user() + " is a supervisor now."));
    } else {
      Subscribing subscribing = new Subscribing(requests, options, supervisor);
      if (subscribing.missing(info.get().subscriptions()).isPresent()) {
        subscribing.add(problem -> problem.ifPresent(lost));
      }
    }
  }
}
