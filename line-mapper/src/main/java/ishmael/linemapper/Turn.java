package ishmael.linemapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One thing that the mapper was told: the time it was told, and what follows from it, in order. */
final class Turn {
  private final Instant now;
  private final List<Effect> effects = new ArrayList<>(4);

  Turn(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  List<Effect> effects() {
    return List.copyOf(effects);
  }
}
