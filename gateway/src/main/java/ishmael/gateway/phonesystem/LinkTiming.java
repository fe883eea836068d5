package ishmael.gateway.phonesystem;

import java.time.Duration;

/**
 * The times of the link.
 *
 * @param attemptLimit for connect, login and subscription together
 * @param commandLimit from submit to outcome, and for each question to the phone system
 * @param heartbeat between two pings; a link that is silent for two of them is dead, which is known
 *     after three at most
 * @param firstRetry the first pause between two attempts; it doubles up to {@code lastRetry}
 * @param lastRetry the longest pause
 * @param conflictPause the pause after another program took our session
 * @param directoryRefresh how often each user and the phone book are read again; the roster is 16
 *     times as often
 * @param failedUserRetry when a user is asked for again whose data could not be read; the pause
 *     doubles up to that of the roster
 * @param looks how often the link looks around
 */
public record LinkTiming(
    Duration attemptLimit,
    Duration commandLimit,
    Duration heartbeat,
    Duration firstRetry,
    Duration lastRetry,
    Duration conflictPause,
    Duration directoryRefresh,
    Duration failedUserRetry,
    Looks looks) {

  /**
   * How often the link looks around.
   *
   * @param standingCheck how often the account's role and subscriptions are looked at again
   * @param probe how often a backup's user looks whether the first server is back; the pause
   *     doubles up to ten times this while it is not
   * @param networkPoll how often an offline link looks whether the network came back
   */
  public record Looks(Duration standingCheck, Duration probe, Duration networkPoll) {
    /** The times of the product. */
    static final Looks DEFAULT =
        new Looks(Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  /** The times of the product. */
  public static final LinkTiming DEFAULT =
      new LinkTiming(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ofSeconds(30));

  /** Makes times with those of the product for what looks around. */
  public LinkTiming(
      Duration attemptLimit,
      Duration commandLimit,
      Duration heartbeat,
      Duration firstRetry,
      Duration lastRetry,
      Duration conflictPause,
      Duration directoryRefresh,
      Duration failedUserRetry) {
    this(
        attemptLimit,
        commandLimit,
        heartbeat,
        firstRetry,
        lastRetry,
        conflictPause,
        directoryRefresh,
        failedUserRetry,
        Looks.DEFAULT);
  }

  /** Returns the same times with another refresh of the directory. */
  public LinkTiming withDirectoryRefresh(Duration period) {
    return with(period, looks);
  }

  /** Returns the same times with another look at the account's standing. */
  public LinkTiming withStandingCheck(Duration period) {
    return with(directoryRefresh, new Looks(period, looks.probe, looks.networkPoll));
  }

  /** Returns the same times with other looks at the servers and the network. */
  public LinkTiming withLooks(Duration probePeriod, Duration networkPeriod) {
    return with(directoryRefresh, new Looks(looks.standingCheck, probePeriod, networkPeriod));
  }

  private LinkTiming with(Duration refresh, Looks others) {
    return new LinkTiming(
        attemptLimit,
        commandLimit,
        heartbeat,
        firstRetry,
        lastRetry,
        conflictPause,
        refresh,
        failedUserRetry,
        others);
  }
}
