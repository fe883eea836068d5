package ishmael.linemapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A key that was pressed at a phone for a call and whose event has not come yet. */
final class KeyPress {
  /** Which key. */
  enum Key {
    ANSWER,
    HOLD,
    UNHOLD,
    /** Joins two calls and takes the phone out of them. */
    TRANSFER,
    /** Joins two calls at the phone. */
    CONFERENCE
  }

  final Key key;
  final DeviceName device;
  final List<RequestKey> waiting = new ArrayList<>();

  /** Whether the phone system took the command. */
  boolean taken;

  /** What goes on when the call stands as the key shall have it, or an error when it never will. */
  private @Nullable BiConsumer<Turn, Optional<LineError>> then;

  KeyPress(Key key, DeviceName device) {
    this.key = key;
    this.device = device;
  }

  KeyPress then(BiConsumer<Turn, Optional<LineError>> next) {
    then = next;
    return this;
  }

  /** Goes on, once. */
  void goOn(Turn turn, Optional<LineError> error) {
    BiConsumer<Turn, Optional<LineError>> next = then;
    then = null;
    if (next != null) {
      next.accept(turn, error);
    }
  }

  /** Says whether the call stands as the key shall have it. */
  boolean isFulfilled(Call call) {
    return switch (key) {
      case ANSWER -> CallStates.isTalking(call.state);
      case HOLD -> call.held;
      case UNHOLD -> !call.held;
      case TRANSFER, CONFERENCE -> false;
    };
  }
}
