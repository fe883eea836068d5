package ishmael.gateway.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** CTRL-C while a command runs: the process ends when the command has, or after ten seconds. */
final class Interruption implements AutoCloseable {
  private static final long LIMIT_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "ishmael-tapi-stop");
  private volatile boolean asked;

  private Interruption() {}

  static Interruption begin() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Says whether an end is wanted. */
  boolean asked() {
    return asked;
  }

  /** Asks for the end and waits for it; what the process does when it is told to end. */
  void ask() {
    asked = true;
    try {
      boolean inTime = ended.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("TAPI does not let go; the process ends without it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended. */
  @Override
  public void close() {
    ended.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException exiting) {
        // the process ends just now: the hook sees that the command has ended
        asked = true;
      }
    }
  }
}
