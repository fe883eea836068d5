package ishmael.gateway.settings;

import java.time.Duration;

/**
 * Section {@code [directory]}: the users of the phone system.
 *
 * @param refresh how often all of them are read again; 1 … 24 hours
 */
public record DirectorySettings(Duration refresh) {
  /** Every four hours. */
  public static final DirectorySettings DEFAULT = new DirectorySettings(Duration.ofHours(4));
}
