package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what the phone system reported, in order; tests wait for what they expect. */
final class Recorder implements PhoneSystemListener {
  private static final long LIMIT_SECONDS = 40;

  /** A command's end. */
  record Ended(CommandId id, CommandOutcome outcome) {}

  /** A whole directory. */
  record Listed(List<User> users) {}

  private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
  private final List<Object> taken = new ArrayList<>();

  @Override
  public void state(LinkState state) {
    queue.add(state);
  }

  @Override
  public void event(PhoneEvent event) {
    queue.add(event);
  }

  @Override
  public void outcome(CommandId id, CommandOutcome outcome) {
    queue.add(new Ended(id, outcome));
  }

  @Override
  public void directory(Collection<User> users) {
    queue.add(new Listed(List.copyOf(users)));
  }

  /** Waits for the next report of a kind; what comes before it is kept in {@link #taken}. */
  <T> T next(Class<T> kind) throws InterruptedException {
    return next(kind, any -> true);
  }

  <T> T next(Class<T> kind, Predicate<T> right) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      Object one = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(one).as("a %s after %s", kind.getSimpleName(), taken).isNotNull();
      taken.add(one);
      if (kind.isInstance(one) && right.test(kind.cast(one))) {
        return kind.cast(one);
      }
    }
  }

  /** Returns all that was taken from the queue so far. */
  List<Object> taken() {
    return List.copyOf(taken);
  }

  /** Says whether nothing of a kind waits in the queue now. */
  boolean nothing(Class<?> kind) {
    return queue.stream().noneMatch(kind::isInstance);
  }
}
