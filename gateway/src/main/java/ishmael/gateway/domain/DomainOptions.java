package ishmael.gateway.domain;

import ishmael.linemapper.UserName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How the domain thread works.
 *
 * @param selected whose lines a supervisor account serves; empty means everybody's
 * @param clock the wall clock
 * @param slowTurn a turn that takes longer is counted and logged
 */
public record DomainOptions(List<UserName> selected, InstantSource clock, Duration slowTurn) {
  /** Copies the list. */
  public DomainOptions {
    selected = List.copyOf(selected);
  }

  /** Returns the usual options for a selection of users. */
  public static DomainOptions of(List<UserName> selected) {
    return new DomainOptions(selected, InstantSource.system(), Duration.ofMillis(100));
  }
}
