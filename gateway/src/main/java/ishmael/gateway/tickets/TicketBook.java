package ishmael.gateway.tickets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import ishmael.linemapper.Caller;
import java.time.Duration;
import java.util.Optional;

/**
 * Which tickets are asked for and which were shown, each for a minute. Any thread.
 *
 * <p>A ticket may be shown before the request that it belongs to has come. So one that nobody asks
 * for is kept as well, but only a few of each account: what one account shows never pushes out what
 * another one has shown.
 */
final class TicketBook {
  static final Duration KEPT = Duration.ofMinutes(1);

  /** More requests than all providers together may have open. */
  static final int MAX_ASKED = 2_048;

  /** Of each account, shown and not asked for. */
  static final int MAX_EARLY = 64;

  private static final int MAX_ACCOUNTS = 4_096;

  /** Tickets that a request waits for, with the answer once it is there. */
  @GuardedBy("this")
  private final Cache<String, Optional<Caller.Known>> asked;

  @GuardedBy("this")
  private final Cache<String, Cache<String, Caller.Known>> early;

  private final Ticker ticker;

  TicketBook(Ticker ticker) {
    this.ticker = ticker;
    asked = kept(MAX_ASKED).build();
    early =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .ticker(ticker)
            .expireAfterAccess(KEPT)
            .maximumSize(MAX_ACCOUNTS)
            .build();
  }

  private Caffeine<Object, Object> kept(int size) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .ticker(ticker)
        .expireAfterWrite(KEPT)
        .maximumSize(size);
  }

  /** Returns who has shown a ticket; from now on it is asked for. */
  synchronized Optional<Caller.Known> of(String ticket) {
    Optional<Caller.Known> known = asked.getIfPresent(ticket);
    if (known == null) {
      known = takeEarly(ticket);
      asked.put(ticket, known);
    }
    return known;
  }

  @GuardedBy("this")
  private Optional<Caller.Known> takeEarly(String ticket) {
    for (Cache<String, Caller.Known> shown : early.asMap().values()) {
      Caller.Known who = shown.asMap().remove(ticket);
      if (who != null) {
        return Optional.of(who);
      }
    }
    return Optional.empty();
  }

  /**
   * Somebody shows a ticket. The first one to do so counts.
   *
   * @return whether somebody waits for it
   */
  synchronized boolean show(String ticket, Caller.Known who) {
    Optional<Caller.Known> known = asked.getIfPresent(ticket);
    if (known != null) {
      if (known.isEmpty()) {
        asked.put(ticket, Optional.of(who));
      }
      return known.isEmpty();
    }
    Cache<String, Caller.Known> shown =
        early.get(who.sid(), sid -> kept(MAX_EARLY).<String, Caller.Known>build());
    shown.asMap().putIfAbsent(ticket, who);
    return false;
  }
}
