package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.User;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Throws an Error at each of the first events of calls, and at each outcome. */
final class FailingListener implements PhoneSystemListener {
  private final Semaphore online = new Semaphore(0);
  private final BlockingQueue<String> channels = new LinkedBlockingQueue<>();
  private final AtomicInteger events = new AtomicInteger();
  private final int failures;

  FailingListener(int failures) {
    this.failures = failures;
  }

  @Override
  public void state(LinkState state) {
    if (state instanceof LinkState.Online) {
      online.release();
    }
  }

  @Override
  public void event(PhoneEvent event) {
    if (event instanceof ChannelEvent channel) {
      int number = events.incrementAndGet();
      channels.add(channel.channel().value());
      if (number <= failures) {
        throw new AssertionError("the listener fails");
      }
    }
  }

  @Override
  public void outcome(CommandId id, CommandOutcome outcome) {
    throw new AssertionError("the listener fails");
  }

  @Override
  public void directory(Collection<User> users) {}

  /** Waits for the next login. */
  void awaitOnline() throws InterruptedException {
    assertThat(online.tryAcquire(40, TimeUnit.SECONDS)).isTrue();
  }

  void awaitEvent(String channel) throws InterruptedException {
    String next = "";
    while (!channel.equals(next)) {
      next = channels.poll(40, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
    }
  }

  int events() {
    return events.get();
  }
}
