package ishmael.simulator.phonesystem.engine;

import com.google.common.collect.ImmutableList;

/**
 * A user joined or left a group whose members stand on everybody's roster.
 *
 * @param groups those that the user is in now; none means that the roster names the user no more
 */
public record RosterChange(UserAccount user, ImmutableList<Role> groups) implements EngineEvent {
  @Override
  public String owner() {
    return user.name();
  }
}
