package ishmael.gateway.phonesystem.smack;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the network came back, or that the machine woke up, so that nobody waits for the end
 * of a long pause. Java has no event for either: the addresses of this machine and the clock are
 * looked at, the first only while there is no link. Only the loop calls it.
 */
final class NetworkWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(NetworkWatch.class);

  /** The clock may be set or the loop be late by this much without meaning a sleep. */
  private static final Duration SLEEP = Duration.ofSeconds(15);

  private final LinkLoop loop;
  private final Duration period;
  private final Supplier<Set<String>> addresses;
  private final InstantSource clock;
  private Runnable cancel = () -> {};
  private Set<String> known = Set.of();
  private Instant lookedAt = Instant.EPOCH;

  NetworkWatch(
      LinkLoop loop, Duration period, Supplier<Set<String>> addresses, InstantSource clock) {
    this.loop = loop;
    this.period = period;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** While there is no link: calls {@code back} once if an address came up or the machine woke. */
  void whileOffline(Runnable back) {
    stop();
    known = addresses.get();
    lookedAt = clock.instant();
    cancel =
        loop.every(
            period,
            () -> {
              boolean slept = slept();
              if (newAddress() || slept) {
                LOGGER.debug("the network is back: {}", known);
                stop();
                back.run();
              }
            });
  }

  /** While there is a link: calls {@code woke} each time the machine woke up. */
  void whileOnline(Runnable woke) {
    stop();
    lookedAt = clock.instant();
    cancel =
        loop.every(
            period,
            () -> {
              if (slept()) {
                woke.run();
              }
            });
  }

  void stop() {
    cancel.run();
    cancel = () -> {};
  }

  private boolean newAddress() {
    Set<String> now = addresses.get();
    boolean more = !known.containsAll(now);
    known = now;
    return more;
  }

  private boolean slept() {
    Instant now = clock.instant();
    boolean jumped = Duration.between(lookedAt, now).compareTo(period.plus(SLEEP)) > 0;
    lookedAt = now;
    return jumped;
  }

  /** Returns the addresses of all interfaces that are up, but for the loopback and link-local. */
  static Set<String> ofThisMachine() {
    Set<String> all = new HashSet<>();
    try {
      for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (one.isUp() && !one.isLoopback()) {
          one.inetAddresses()
              .filter(address -> !address.isLinkLocalAddress())
              .forEach(address -> all.add(one.getName() + " " + address.getHostAddress()));
        }
      }
    } catch (SocketException e) {
      LOGGER.debug("the network interfaces cannot be listed", e);
    }
    return all;
  }
}
