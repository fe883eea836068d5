package ishmael.gateway.isolation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.linemapper.isolation.Account;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is known of Windows accounts, without waiting: what is not known yet is asked for on a
 * thread of its own, and a note follows. Any thread may call.
 *
 * <p>An answer is kept for ten minutes, so a renamed account counts under its new name after that;
 * a SID that nobody knew is asked for again after one.
 */
public final class Accounts implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Accounts.class.getName());
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration KEPT_UNRESOLVED = Duration.ofMinutes(1);
  private static final Duration FAILED_PAUSE = Duration.ofSeconds(10);

  /** Questions that may wait; a terminal server has some hundred users. */
  private static final int MAX_QUESTIONS = 1_024;

  private static final int MAX_ACCOUNTS = 16_384;

  /** A name, in any of these domains; of no domains, in any at all. */
  private record Name(String name, Set<String> domains) {}

  private final AccountAuthority authority;
  private final Cache<String, Account> bySid;
  private final Cache<String, Account> unresolved;
  private final Cache<Name, Boolean> names;

  /** Questions that Windows could not answer: they are not asked again at once. */
  private final Cache<String, Boolean> failed;

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor thread;
  private volatile Runnable listener = () -> {};

  /** Asks this authority; time is told by {@code ticker}. */
  public Accounts(AccountAuthority authority, Ticker ticker) {
    this.authority = authority;
    this.bySid = cache(KEPT, ticker);
    this.unresolved = cache(KEPT_UNRESOLVED, ticker);
    this.names = cache(KEPT, ticker);
    this.failed = cache(FAILED_PAUSE, ticker);
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_QUESTIONS),
            work -> {
              Thread made = new Thread(work, "ishmael-accounts");
              made.setDaemon(true);
              return made;
            });
  }

  private static <K, V> Cache<K, V> cache(Duration kept, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .ticker(ticker)
        .maximumSize(MAX_ACCOUNTS)
        .build();
  }

  /** Calls this, on the thread of this class, whenever something became known. */
  public void listener(Runnable news) {
    listener = news;
  }

  /** Returns the account if it is known; else it is asked for. */
  public Optional<Account> bySid(String sid) {
    Optional<Account> known =
        Optional.ofNullable(bySid.getIfPresent(sid))
            .or(() -> Optional.ofNullable(unresolved.getIfPresent(sid)));
    if (known.isEmpty()) {
      ask("SID " + sid, () -> resolve(sid));
    }
    return known;
  }

  private void resolve(String sid) {
    Account account = authority.bySid(sid);
    (account.name().isEmpty() ? unresolved : bySid).put(sid, account);
  }

  /**
   * Says whether there is an account of this name, if that is known; else it is asked for.
   *
   * @param domains where it may be; empty: anywhere
   */
  public Optional<Boolean> exists(String name, Set<String> domains) {
    Name wanted = new Name(name, Set.copyOf(domains));
    Optional<Boolean> known = Optional.ofNullable(names.getIfPresent(wanted));
    if (known.isEmpty()) {
      String where = domains.isEmpty() ? "" : " in " + String.join(", ", domains);
      ask("name " + name + where, () -> names.put(wanted, look(wanted)));
    }
    return known;
  }

  private boolean look(Name wanted) {
    return wanted.domains().isEmpty()
        ? authority.exists(wanted.name())
        : wanted.domains().stream()
            .anyMatch(domain -> authority.exists(domain + '\\' + wanted.name()));
  }

  private void ask(String question, Runnable lookup) {
    if (failed.getIfPresent(question) != null || !asked.add(question)) {
      return;
    }
    try {
      thread.execute(
          () -> {
            try {
              lookup.run();
            } catch (RuntimeException e) {
              failed.put(question, true);
              LOG.log(
                  Level.WARNING, "Windows could not be asked for the account of " + question, e);
            } finally {
              asked.remove(question);
              listener.run();
            }
          });
    } catch (RejectedExecutionException e) {
      asked.remove(question);
      LOG.log(Level.DEBUG, "Too many accounts are asked for; {0} is left out.", question);
    }
  }

  /** Ends the thread; what waits is not asked any more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
