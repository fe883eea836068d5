package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * A role that users hold.
 *
 * @param types rights and properties, for example {@value #SUPERVISOR}; may be empty, and then the
 *     stanza of the role has no list of them
 */
public record Role(String name, List<String> types) {
  /** The right to see and steer the calls of every user. */
  public static final String SUPERVISOR = "xmpp.supervisor";

  /** Marks a role whose members stand on each other's rosters. */
  public static final String ROSTER_GROUP = "xmpp.group";

  public Role {
    types = List.copyOf(types);
  }

  /** Whether the members stand on each other's rosters. */
  public boolean isRosterGroup() {
    return types.contains(ROSTER_GROUP);
  }
}
