package ishmael.simulator.phonesystem.engine;

import org.jspecify.annotations.Nullable;

/** One end of a call: a user's phone or somebody outside. */
abstract sealed class End permits Leg, OutsideEnd {
  private @Nullable Call call;

  /** Who this end is, as the other end sees it. */
  abstract Party party();

  Call call() {
    Call current = call;
    if (current == null) {
      throw new IllegalStateException("An end without a call: " + party());
    }
    return current;
  }

  void joins(Call joined) {
    call = joined;
  }
}
