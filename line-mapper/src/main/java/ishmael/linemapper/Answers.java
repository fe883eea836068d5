package ishmael.linemapper;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The requests that await an answer: each gets one, unless its peer is gone. */
final class Answers {
  private final Set<RequestKey> open = new HashSet<>();

  /** Says whether the request is new; a notice always is. */
  boolean open(RequestKey key) {
    return key.isNotice() || open.add(key);
  }

  void succeed(Turn turn, RequestKey key) {
    answer(turn, key, Optional.empty());
  }

  void fail(Turn turn, RequestKey key, LineError error) {
    answer(turn, key, Optional.of(error));
  }

  void answer(Turn turn, RequestKey key, Optional<LineError> error) {
    if (open.remove(key)) {
      turn.add(new Effect.Answered(key, error));
    }
  }

  void forget(long peer) {
    open.removeIf(key -> key.peer() == peer);
  }
}
