package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.LinkTiming;
import java.time.Duration;

/**
 * When the directory is read.
 *
 * @param refresh how long a user counts as read, and the phone book
 * @param roster how often the roster is read again, as not every server tells its changes
 * @param firstRetry after which those are asked for again who could not be read; it doubles up to
 *     {@code roster}
 * @param patience how long the login waits for the last answers
 * @param doubt until a roster is read again that is hard to believe
 */
record DirectoryTimes(
    Duration refresh, Duration roster, Duration firstRetry, Duration patience, Duration doubt) {
  private static final int ROSTERS_A_REFRESH = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration DOUBT = Duration.ofSeconds(10);

  static DirectoryTimes of(LinkTiming timing) {
    Duration refresh = timing.directoryRefresh();
    Duration roster = refresh.dividedBy(ROSTERS_A_REFRESH);
    return new DirectoryTimes(
        refresh,
        roster,
        timing.failedUserRetry(),
        PATIENCE,
        DOUBT.compareTo(roster) < 0 ? DOUBT : roster);
  }
}
