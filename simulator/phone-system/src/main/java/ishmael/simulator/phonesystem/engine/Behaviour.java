package ishmael.simulator.phonesystem.engine;

import java.time.Duration;

/** What a phone or an outside number does when it is called. */
public sealed interface Behaviour {
  /** Rings until somebody answers, declines or gives up. */
  record Rings() implements Behaviour {}

  /** Rings and is answered after {@code delay}. */
  record Answers(Duration delay) implements Behaviour {}

  /** Rings and is declined after {@code delay}. */
  record Rejects(Duration delay) implements Behaviour {}

  /** Does not ring: busy. */
  record Busy() implements Behaviour {}

  /** Does not exist; for outside numbers only. */
  record BadNumber() implements Behaviour {}

  static Behaviour rings() {
    return new Rings();
  }

  static Behaviour answersAfter(Duration delay) {
    return new Answers(delay);
  }

  static Behaviour rejectsAfter(Duration delay) {
    return new Rejects(delay);
  }

  static Behaviour busy() {
    return new Busy();
  }

  static Behaviour badNumber() {
    return new BadNumber();
  }
}
