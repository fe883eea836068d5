package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The open questions of one link. Answers are matched by id alone, because the phone system answers
 * from addresses that Smack's own matching rejects; ids hold a random part that nobody else can
 * guess. Only the link's thread calls it.
 */
final class Requests {
  private final Predicate<Outgoing> sender;
  private final LinkLoop loop;
  private final String prefix;
  private final Duration limit;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private long count;

  /** One question that waits for its answer. */
  private record Open(Outgoing outgoing, Consumer<Reply> then, Runnable cancelDeadline) {}

  /**
   * Makes an empty set.
   *
   * @param sender queues a stanza; false if there is no room
   * @param prefix begins each id
   * @param limit how long an answer may take
   */
  Requests(Predicate<Outgoing> sender, LinkLoop loop, String prefix, Duration limit) {
    this.sender = sender;
    this.loop = loop;
    this.prefix = prefix;
    this.limit = limit;
  }

  /** Sends a command; {@code then} is called exactly once, within the limit. */
  void ask(Element cmd, Consumer<Reply> then) {
    ask(cmd, limit, then);
  }

  /** Sends a command; {@code then} is called exactly once, within the time that is left. */
  void ask(Element cmd, Duration left, Consumer<Reply> then) {
    ask(cmd, Cmd.NAMESPACE, left, then);
  }

  /** Sends a question; {@code then} is called exactly once, within the time that is left. */
  void ask(Element child, String namespace, Duration left, Consumer<Reply> then) {
    String id = prefix + count++;
    Outgoing outgoing = new Outgoing(ElementIq.question(id, child, namespace), left);
    if (!sender.test(outgoing)) {
      then.accept(
          new Reply.NotSent("%d requests wait to be sent already".formatted(StanzaWriter.BOUND)));
      return;
    }
    Runnable cancel = loop.after(left, () -> expired(id));
    open.put(id, new Open(outgoing, then, cancel));
  }

  Duration limit() {
    return limit;
  }

  /** Returns how many wait for an answer. */
  int waiting() {
    return open.size();
  }

  /** Hands over an answer; false if nobody waits for it (any more). */
  boolean answered(String id, Reply reply) {
    return close(id)
        .map(
            one -> {
              one.cancelDeadline().run();
              one.then().accept(reply);
              return one;
            })
        .isPresent();
  }

  /** Ends all questions, because the link ended. */
  void end(String reason) {
    List.copyOf(open.keySet()).forEach(id -> close(id).ifPresent(one -> end(one, reason)));
  }

  private void end(Open one, String reason) {
    one.cancelDeadline().run();
    one.then().accept(one.outgoing().withdraw() ? new Reply.NotSent(reason) : new Reply.Silent());
  }

  private void expired(String id) {
    close(id)
        .ifPresent(
            one ->
                one.then()
                    .accept(
                        one.outgoing().withdraw()
                            ? new Reply.NotSent("the connection takes nothing")
                            : new Reply.Silent()));
  }

  private Optional<Open> close(String id) {
    return Optional.ofNullable(open.remove(id));
  }
}
