package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How the domain thread works.
 *
 * @param remembered the directory of the last login, if there was one
 * @param selected whose lines a supervisor account serves; empty means everybody's
 * @param clock the wall clock
 * @param guard who may ask for what
 * @param slowTurn a turn that takes longer is counted and logged
 */
public record DomainOptions(
    Optional<DirectoryMemory> remembered,
    List<UserName> selected,
    InstantSource clock,
    Duration slowTurn,
    Guard guard) {
  /** Copies the list. */
  public DomainOptions {
    selected = List.copyOf(selected);
  }

  /** Returns the usual options for a selection of users. */
  public static DomainOptions of(List<UserName> selected) {
    return new DomainOptions(
        Optional.empty(), selected, InstantSource.system(), Duration.ofMillis(100), Guard.open());
  }

  /** Returns the same options with what is remembered of the last login. */
  public DomainOptions withRemembered(Optional<DirectoryMemory> memory) {
    return new DomainOptions(memory, selected, clock, slowTurn, guard);
  }

  /** Returns the same options with what decides who may ask. */
  public DomainOptions guardedBy(Guard other) {
    return new DomainOptions(remembered, selected, clock, slowTurn, other);
  }
}
