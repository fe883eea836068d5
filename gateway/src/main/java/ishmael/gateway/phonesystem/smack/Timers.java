package ishmael.gateway.phonesystem.smack;

import java.time.Duration;

/** Runs tasks later on the link's thread. */
@FunctionalInterface
interface Timers {
  /** Runs a task once; returns how to cancel it. */
  Runnable after(Duration delay, Runnable task);
}
