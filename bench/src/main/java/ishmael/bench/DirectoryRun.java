package ishmael.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Time and memory to get the directory. */
final class DirectoryRun {
  /** Of the bare loop. */
  static final double TIME_BOUND = 1.5;

  /** KiB a user. */
  static final double MEMORY_BOUND = 4;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double KIB = 1024;

  private final Trio trio;
  private final Trio.Address full;
  private final Effort effort;

  DirectoryRun(Trio trio, Trio.Address full, Effort effort) {
    this.trio = trio;
    this.full = full;
    this.effort = effort;
  }

  List<Finding> run() throws IOException, InterruptedException {
    return ImmutableList.of(time(), memory());
  }

  private Finding time() throws IOException, InterruptedException {
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int i = -effort.warmUps(); i < effort.rounds(); i++) {
      List<Double> first = i % 2 == 0 ? bare : ours;
      List<Double> second = i % 2 == 0 ? ours : bare;
      for (List<Double> side : List.of(first, second)) {
        Child child = side == bare ? trio.bare() : trio.ours();
        double millis = trio.measure(child, "directory", full) / NANOS_PER_MILLI;
        if (i >= 0) {
          side.add(millis);
        }
      }
    }
    return Finding.ratio(
        "directory of %,d users, connect to complete".formatted(full.users()),
        "bare Smack, the same questions, answers skipped",
        "ms",
        Samples.of(bare),
        Samples.of(ours),
        Optional.of(TIME_BOUND));
  }

  /**
   * The heap of the same process, online with one user and with everybody. Not with none: an empty
   * roster is not believed at once.
   */
  private Finding memory() throws IOException, InterruptedException {
    Trio.Address one = trio.phoneSystem(1);
    List<Double> withOne = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> each = new ArrayList<>();
    trio.measure(trio.ours(), "memory", full);
    for (int i = 0; i < effort.memoryRounds(); i++) {
      double less = trio.measure(trio.ours(), "memory", one) / KIB;
      double more = trio.measure(trio.ours(), "memory", full) / KIB;
      withOne.add(less);
      with.add(more);
      each.add((more - less) / (full.users() - 1));
    }
    return new Finding(
        "heap in use when online, with one user and with %,d".formatted(full.users()),
        "the gateway with one user",
        "KiB",
        Samples.of(withOne).spread(),
        Samples.of(with).spread(),
        Samples.of(each),
        "KiB a user",
        Optional.of(MEMORY_BOUND));
  }
}
