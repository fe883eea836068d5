package ishmael.gateway.phonesystem.smack;

import ishmael.linemapper.UserName;
import java.util.Collection;
import java.util.Set;

/**
 * Decides whether users are gone because a roster does not name them. A server that has just
 * started, or lost its group for a moment, names nobody or half of them; then the roster must say
 * the same three times.
 */
final class RosterDoubt {
  /** Users that may go at once, beside a tenth. */
  private static final int FEW = 3;

  private static final int SHARE = 10;
  private static final int READINGS = 3;

  private Set<UserName> last = Set.of();
  private int readings;

  /** Says whether so many of all users may go at once. */
  static boolean isMany(int gone, int known) {
    return gone > Math.max(FEW, known / SHARE);
  }

  /**
   * Says whether a whole roster is believed.
   *
   * @param first whether none was believed before
   * @param named how many users it names
   * @param missing known users whom it does not name
   * @param known how many users were known before
   */
  boolean believes(boolean first, int named, Collection<UserName> missing, int known) {
    boolean empty = named == 0 && (first || !missing.isEmpty());
    if (!empty && !isMany(missing.size(), known)) {
      readings = 0;
      return true;
    }
    Set<UserName> now = Set.copyOf(missing);
    readings = readings > 0 && now.equals(last) ? readings + 1 : 1;
    last = now;
    if (readings < READINGS) {
      return false;
    }
    readings = 0;
    last = Set.of();
    return true;
  }
}
