package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Optional;
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

  /**
   * Returns the party with the flags that say what is known of it. Words in the place of a number,
   * such as {@code anonymous}, become flags.
   */
  public static CallParty of(Party party) {
    Optional<PartyFlag> withheld = Withheld.flagOf(party);
    String number = withheld.isPresent() ? "" : party.number();
    String name = withheld.isPresent() && Withheld.isWord(party.name()) ? "" : party.name();
    EnumSet<PartyFlag> flags = EnumSet.noneOf(PartyFlag.class);
    withheld.ifPresent(flags::add);
    if (!number.isEmpty()) {
      flags.add(PartyFlag.ADDRESS);
    }
    if (Withheld.isPartial(number)) {
      flags.add(PartyFlag.PARTIAL);
    }
    if (!name.isEmpty()) {
      flags.add(PartyFlag.NAME);
    }
    return flags.isEmpty() ? UNKNOWN : new CallParty(flags, number, name);
  }

  /** Returns a party that {@link #of} makes this one of again, unless nothing is known. */
  Party party() {
    return new Party(name, number.isEmpty() ? Withheld.wordFor(flags) : number);
  }
}
