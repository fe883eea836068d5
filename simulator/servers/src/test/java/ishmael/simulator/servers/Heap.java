package ishmael.simulator.servers;

import java.lang.management.ManagementFactory;

/** The heap of this process. */
final class Heap {
  private static final int MAX_ROUNDS = 10;
  private static final long STILL = 256 << 10;

  private Heap() {}

  /** The octets in use after collections until they find no more. */
  static long used() {
    long before = Long.MAX_VALUE;
    long now = collected();
    for (int round = 0; round < MAX_ROUNDS && before - now > STILL; round++) {
      before = now;
      now = collected();
    }
    return now;
  }

  private static long collected() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
