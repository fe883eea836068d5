package ishmael.gateway.phonesystem;

import java.time.Duration;

/**
 * The times of the link.
 *
 * @param attemptLimit for connect, login and subscription together
 * @param commandLimit from submit to outcome, and for each question to the phone system
 * @param heartbeat between two pings; a link that is silent for more than two of them is dead
 * @param firstRetry the first pause between two attempts; it doubles up to {@code lastRetry}
 * @param lastRetry the longest pause
 * @param conflictPause the pause after another program took our session
 * @param directoryRefresh how often each user and the phone book are read again; the roster is 16
 *     times as often
 * @param failedUserRetry when a user is asked for again whose data could not be read; the pause
 *     doubles up to that of the roster
 */
public record LinkTiming(
    Duration attemptLimit,
    Duration commandLimit,
    Duration heartbeat,
    Duration firstRetry,
    Duration lastRetry,
    Duration conflictPause,
    Duration directoryRefresh,
    Duration failedUserRetry) {

  /** The times of the product. */
  public static final LinkTiming DEFAULT =
      new LinkTiming(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ofMinutes(5));

  /** Returns the same times with another refresh of the directory. */
  public LinkTiming withDirectoryRefresh(Duration period) {
    return new LinkTiming(
        attemptLimit,
        commandLimit,
        heartbeat,
        firstRetry,
        lastRetry,
        conflictPause,
        period,
        failedUserRetry);
  }
}
