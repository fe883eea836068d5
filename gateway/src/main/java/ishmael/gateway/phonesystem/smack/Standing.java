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
 * role is withdrawn is not disconnected, it hears nothing any more. Nor is one whose subscriptions
 * the phone system forgot, because it was restarted behind its XMPP server; events were lost then,
 * so that only a new login yields the truth. Only the link's thread calls it.
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

  /** Whether a look showed the subscriptions: not every phone system may list them. */
  private boolean listed;

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
    cancel = loop.every(options.timing().looks().standingCheck(), this::look);
    look();
  }

  void end() {
    cancel.run();
  }

  /** Takes the answer to a command: a refusal may be the first sign. */
  void answered(Reply reply) {
    CommandOutcome outcome = reply.toOutcome();
    boolean refused =
        outcome instanceof CommandOutcome.Failure || outcome instanceof CommandOutcome.ErrorIq;
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
      subscribed(info.get());
    }
  }

  private void subscribed(UserInfo info) {
    Subscribing subscribing = new Subscribing(requests, options, supervisor);
    boolean complete = subscribing.missing(info.subscriptions()).isEmpty();
    if (!complete && listed) {
      lost.accept(LinkProblem.forgotten(options.connectHost()));
    } else if (!complete) {
      subscribing.add(problem -> problem.ifPresent(lost));
    }
    listed = complete;
  }
}
