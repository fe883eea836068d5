package ishmael.linemapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The wish to end a call: perhaps still in doubt, perhaps sent to the phone system. */
final class Hangup {
  /** The provider that the wish came from first. */
  final long peer;

  final List<RequestKey> waiting = new ArrayList<>();

  /** Set while it is in doubt whether anybody meant it. */
  Deadlines.@Nullable Timer doubt;

  boolean taken;

  /** Of a conference: how many legs have not been hung up yet. */
  int open;

  private final List<BiConsumer<Turn, Optional<LineError>>> listeners = new ArrayList<>(0);

  Hangup(long peer) {
    this.peer = peer;
  }

  /** Says whether it is in doubt if anybody at this provider meant it. */
  boolean isDoubtful(long from) {
    return doubt != null && peer == from;
  }

  /** Tells what came of it, at once if that is known. */
  void whenKnown(Turn turn, BiConsumer<Turn, Optional<LineError>> listener) {
    if (taken) {
      listener.accept(turn, Optional.empty());
    } else {
      listeners.add(listener);
    }
  }

  private void tell(Turn turn, Optional<LineError> error) {
    List<BiConsumer<Turn, Optional<LineError>>> all = List.copyOf(listeners);
    listeners.clear();
    all.forEach(listener -> listener.accept(turn, error));
  }

  /** The call ended by itself while the wish was in doubt. */
  void callEnded(Turn turn, Deadlines deadlines, Answers answers) {
    if (doubt != null) {
      deadlines.cancel(doubt);
      doubt = null;
      succeed(turn, answers);
    }
  }

  void succeed(Turn turn, Answers answers) {
    waiting.forEach(key -> answers.succeed(turn, key));
    waiting.clear();
    tell(turn, Optional.empty());
  }

  void fail(Turn turn, Answers answers, LineError error) {
    waiting.forEach(key -> answers.fail(turn, key, error));
    waiting.clear();
    tell(turn, Optional.of(error));
  }
}
