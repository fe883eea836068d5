package ishmael.gateway.phonesystem.smack;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.PhoneCommand;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone system reached through Smack. Source of the rules: docs/adr/004-smack-connection.md.
 */
public final class SmackPhoneSystem implements PhoneSystem {
  private static final Logger LOGGER = LoggerFactory.getLogger(SmackPhoneSystem.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  /** Commands whose outcome is open; more are refused at once. */
  private static final int OPEN_COMMANDS = 256;

  private final LinkLoop loop = new LinkLoop("ishmael-phone-system");
  private final LinkMetrics metrics;
  private final Lifecycle lifecycle;
  private final Duration commandLimit;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicInteger open = new AtomicInteger();

  private SmackPhoneSystem(
      PhoneSystemOptions options,
      PhoneSystemListener listener,
      MeterRegistry registry,
      LongSupplier idRandom,
      Surroundings surroundings) {
    metrics = new LinkMetrics(registry);
    commandLimit = options.timing().commandLimit();
    lifecycle = new Lifecycle(options, listener, metrics, loop, idRandom, surroundings);
  }

  /** Makes a phone system that is not started yet. */
  public static PhoneSystem create(
      PhoneSystemOptions options, PhoneSystemListener listener, MeterRegistry registry) {
    return create(options, listener, registry, new SecureRandom()::nextLong);
  }

  /** Makes a phone system whose request ids hold numbers from the given source. */
  static PhoneSystem create(
      PhoneSystemOptions options,
      PhoneSystemListener listener,
      MeterRegistry registry,
      LongSupplier idRandom) {
    return create(options, listener, registry, idRandom, Surroundings.real(options.domain()));
  }

  /** Makes a phone system that sees the given surroundings. */
  static PhoneSystem create(
      PhoneSystemOptions options,
      PhoneSystemListener listener,
      MeterRegistry registry,
      LongSupplier idRandom,
      Surroundings surroundings) {
    SmackSetup.prepare();
    return new SmackPhoneSystem(options, listener, registry, idRandom, surroundings);
  }

  @Override
  public void start() {
    if (started.compareAndSet(false, true)) {
      loop.post(lifecycle::attempt);
    }
  }

  @Override
  public void submit(CommandId id, PhoneCommand command) {
    Timer.Sample begun = metrics.begin();
    long asked = System.nanoTime();
    boolean room = open.incrementAndGet() <= OPEN_COMMANDS;
    boolean posted =
        loop.post(
            () -> {
              if (room) {
                Duration left = commandLimit.minusNanos(System.nanoTime() - asked);
                lifecycle.submit(command, left, reply -> ended(id, reply, begun));
              } else {
                ended(id, new Reply.NotSent(OPEN_COMMANDS + " commands are open already"), begun);
              }
            });
    if (!posted) {
      open.decrementAndGet();
      LOGGER.warn("A command came after the phone system was closed: {}", id);
    }
  }

  @Override
  public void askDirectory(String deviceOrExtension) {
    loop.post(() -> lifecycle.askDirectory(deviceOrExtension));
  }

  @Override
  public void reconnect(String reason) {
    loop.post(() -> lifecycle.renew(reason));
  }

  @Override
  public LinkState state() {
    return lifecycle.state();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    loop.post(lifecycle::end);
    loop.end();
    try {
      if (!loop.awaitEnd(CLOSE_LIMIT)) {
        LOGGER.warn("The phone system's thread did not end within {}.", CLOSE_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(CommandId id, Reply reply, Timer.Sample begun) {
    open.decrementAndGet();
    metrics.command(reply.toOutcome(), begun);
    lifecycle.outcome(id, reply.toOutcome());
  }
}
