package ishmael.linemapper;

import java.util.ArrayList;
import java.util.List;

/** A key that was pressed at a phone for a call and whose event has not come yet. */
final class KeyPress {
  /** Which key. */
  enum Key {
    ANSWER,
    HOLD,
    UNHOLD
  }

  final Key key;
  final DeviceName device;
  final List<RequestKey> waiting = new ArrayList<>();

  /** Whether the phone system took the command. */
  boolean taken;

  KeyPress(Key key, DeviceName device) {
    this.key = key;
    this.device = device;
  }
}
