package ishmael.gateway.phonesystem.smack;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times what happens on the link. */
final class LinkMetrics {
  private static final String PREFIX = "ishmael.phonesystem.";

  private final MeterRegistry registry;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicInteger unread = new AtomicInteger();
  private final AtomicInteger phoneBookOnly = new AtomicInteger();

  LinkMetrics(MeterRegistry registry) {
    this.registry = registry;
    gauge("directory.users", users);
    gauge("directory.unread", unread);
    gauge("directory.phonebook.only", phoneBookOnly);
  }

  private void gauge(String name, AtomicInteger number) {
    Gauge.builder(PREFIX + name, number, AtomicInteger::get).register(registry);
  }

  void event(PhoneEvent event) {
    registry.counter(PREFIX + "events", "type", event.getClass().getSimpleName()).increment();
  }

  /**
   * Counts a stanza that was dropped.
   *
   * @param why malformed, unreadable, foreign, unknown, unused, mixed-up, late, or early: one too
   *     many before the directory was complete
   */
  void dropped(String why) {
    registry.counter(PREFIX + "dropped", "why", why).increment();
  }

  void command(CommandOutcome outcome, Timer.Sample begun) {
    begun.stop(registry.timer(PREFIX + "commands", "outcome", outcome.getClass().getSimpleName()));
  }

  Timer.Sample begin() {
    return Timer.start(registry);
  }

  void state(LinkState state) {
    registry
        .counter(
            PREFIX + "link.changes",
            "state",
            state.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .increment();
  }

  void users(int number) {
    users.set(number);
  }

  /** Users of whom the last question yielded nothing. */
  void unreadUsers(int number) {
    unread.set(number);
  }

  /** Accounts in the phone book that no roster entry belongs to. */
  void phoneBookOnly(int number) {
    phoneBookOnly.set(number);
  }
}
