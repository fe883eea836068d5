package ishmael.gateway.isolation;

import ishmael.linemapper.Caller;
import java.util.Optional;

/**
 * Programs that were asked who they are, and answered. Source: {@link Caller.Asked}. Any thread.
 */
public interface Tickets extends AutoCloseable {
  /** Calls this, on a thread of this class, whenever a program has answered. */
  void listener(Runnable news);

  /** Returns what the program with this ticket answered, if it has. */
  Optional<Caller.Known> of(Caller.Asked asked);

  /** Ends what belongs to it. */
  @Override
  void close();

  /** Programs are not asked. */
  static Tickets none() {
    return new Tickets() {
      @Override
      public void listener(Runnable news) {}

      @Override
      public Optional<Caller.Known> of(Caller.Asked asked) {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
