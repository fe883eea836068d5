package ishmael.gateway.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * What was looked for, so that it is not looked for again and again: phones of accounts that we can
 * not see may ring all day. One thread owns it.
 */
public final class Inquiries {
  private static final int MAX_NAMES = 10_000;
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration STRANGER = Duration.ofHours(1);

  private final Cache<String, Boolean> asked;
  private final Cache<String, Boolean> strangers;

  /** Makes an empty memory; the ticker tells how long ago something was asked. */
  public Inquiries(Ticker ticker) {
    asked = memory(ticker, PAUSE);
    strangers = memory(ticker, STRANGER);
  }

  private static Cache<String, Boolean> memory(Ticker ticker, Duration length) {
    return Caffeine.newBuilder()
        .ticker(ticker)
        .executor(Runnable::run)
        .maximumSize(MAX_NAMES)
        .expireAfterWrite(length)
        .build();
  }

  /** Says whether a question may be asked: not if it was asked within the last minute. */
  public boolean mayAsk(String question) {
    return asked.asMap().putIfAbsent(question, true) == null;
  }

  /** Everybody was asked and nobody has this device or extension; so it is for an hour. */
  public void nobodyHas(String deviceOrExtension) {
    strangers.put(deviceOrExtension, true);
  }

  /** Says whether everybody was asked within the last hour, in vain. */
  public boolean isStranger(String deviceOrExtension) {
    return strangers.getIfPresent(deviceOrExtension) != null;
  }
}
