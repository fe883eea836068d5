package ishmael.linemapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** Legs that were held when the key was taken, and of which nothing was heard since. */
  private final Set<Call> believed = new HashSet<>();

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

  /** The phone system took the key that joins them: they talk unless the phone says otherwise. */
  void believe() {
    believed.addAll(legs);
  }

  /** The phone says how its calls stand; what is remembered of the legs may change with that. */
  void doubt() {
    believed.forEach(leg -> leg.memo = null);
    believed.clear();
  }

  boolean holds(Call leg) {
    return leg.held && !believed.contains(leg);
  }

  /** Says whether the phone holds all legs. */
  boolean isHeld() {
    return legs.stream().allMatch(this::holds);
  }

  /** Says whether the phone holds some legs and talks to others: no conference any more. */
  boolean isSplit() {
    return !isHeld() && legs.stream().anyMatch(this::holds);
  }
}
