package ishmael.linemapper;

import java.util.ArrayList;
import java.util.List;

/**
 * Several calls that talk together at one phone, and the call that stands for all of them. The
 * phone system has no channel for it.
 */
final class Conference {
  /** As many as the conference key of a phone joins, the user included. */
  static final int MAX_PARTIES = 3;

  /** Stands for the conference; has no channel. */
  final Call call;

  final List<Call> legs = new ArrayList<>(2);

  /** Whether a second leg ever joined; until then it is in the making. */
  boolean joined;

  Conference(Call call) {
    this.call = call;
  }

  boolean standsFor(Call other) {
    return call == other;
  }

  boolean isFull() {
    return legs.size() + 1 >= MAX_PARTIES;
  }

  /** Says whether the phone holds all legs. */
  boolean isHeld() {
    return legs.stream().allMatch(leg -> leg.held);
  }

  /** Says whether the phone holds some legs and talks to others: no conference any more. */
  boolean isSplit() {
    return !isHeld() && legs.stream().anyMatch(leg -> leg.held);
  }
}
