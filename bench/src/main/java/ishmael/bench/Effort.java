package ishmael.bench;

/**
 * How much is measured.
 *
 * @param decodeRounds pairs of JMH processes
 * @param decodeBatch how often the stream is read in one iteration
 * @param users of the directory
 * @param warmUps rounds of the directory before those that count
 * @param rounds of the directory, those that count
 * @param memoryRounds with one user and with all
 * @param eventRounds measured after one warm-up
 * @param eventsPerRound sent at {@code eventsPerSecond}
 */
record Effort(
    int decodeRounds,
    int decodeBatch,
    int users,
    int warmUps,
    int rounds,
    int memoryRounds,
    int eventRounds,
    int eventsPerRound,
    int eventsPerSecond) {
  /** What figures are made of. */
  static final Effort FULL = new Effort(5, 1_000, 5_000, 6, 9, 3, 3, 5_000, 1_000);

  /** Shows that all works, and nothing else. */
  static final Effort SMOKE = new Effort(1, 200, 40, 1, 1, 1, 1, 100, 1_000);
}
