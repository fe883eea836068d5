package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/** One party of a call as TAPI shows it. */
public record CallParty(Set<PartyFlag> flags, String number, String name) {
  /** Nothing is known of this party. */
  public static final CallParty UNKNOWN = new CallParty(Set.of(PartyFlag.UNKNOWN), "", "");

  /** There is no such party in this call. */
  public static final CallParty UNAVAIL = new CallParty(Set.of(PartyFlag.UNAVAIL), "", "");

  /** Copies the set. */
  public CallParty {
    flags = Sets.immutableEnumSet(flags);
  }

  /** Returns the party with the flags that say which of both is known. */
  public static CallParty of(Party party) {
    if (party.isEmpty()) {
      return UNKNOWN;
    }
    EnumSet<PartyFlag> flags = EnumSet.noneOf(PartyFlag.class);
    if (!party.number().isEmpty()) {
      flags.add(PartyFlag.ADDRESS);
    }
    if (!party.name().isEmpty()) {
      flags.add(PartyFlag.NAME);
    }
    return new CallParty(flags, party.number(), party.name());
  }
}
