package ishmael.bench;

import java.util.List;

/**
 * What one round measured of one function; times in microseconds.
 *
 * @param kind synchronous, asynchronous (measured is the call, not the completion), or a function
 *     of Windows itself
 * @param samples how often it was called
 * @param succeeded how often it did not answer with an error
 */
record FunctionTimes(
    String name, Kind kind, int samples, int succeeded, Times ours, Times baseline) {
  /** Whose function it is. */
  enum Kind {
    SYNC,
    ASYNC,
    SYSTEM
  }

  /** Half of the calls, all but one of a thousand, and all took no longer than this. */
  record Times(double p50, double p999, double most) {}

  private static final int WORDS = 10;

  /**
   * Reads a line of measure.exe.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FunctionTimes of(String line) {
    List<String> words = List.of(line.strip().split(" ", -1));
    if (words.size() != WORDS) {
      throw new IllegalArgumentException("not understood: " + line);
    }
    return new FunctionTimes(
        words.get(0),
        kind(words.get(1)),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        times(words.subList(4, 7)),
        times(words.subList(7, 10)));
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "sync" -> Kind.SYNC;
      case "async" -> Kind.ASYNC;
      case "system" -> Kind.SYSTEM;
      default -> throw new IllegalArgumentException("an unknown kind of function: " + word);
    };
  }

  private static Times times(List<String> nanos) {
    return new Times(
        Long.parseLong(nanos.get(0)) / 1000.0,
        Long.parseLong(nanos.get(1)) / 1000.0,
        Long.parseLong(nanos.get(2)) / 1000.0);
  }
}
