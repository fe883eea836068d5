package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;
import java.util.function.Function;

/** Whose program asked, as far as the provider could tell. */
public sealed interface Caller {

  /**
   * A program of a known account.
   *
   * @param sid the binary security identifier, 8 … 68 octets
   * @param session the session id of the terminal server
   */
  record Known(Octets sid, int session) implements Caller {
    /** Checks the size of the identifier. */
    public Known {
      if (sid.size() < 8 || sid.size() > 68) {
        throw new FieldException(Flaw.BAD_VALUE, "a SID has " + sid.size() + " octets, not 8 … 68");
      }
    }

    /**
     * Returns the identifier as Windows writes it, {@code S-1-…}.
     *
     * @throws IllegalArgumentException if the octets are no SID of revision 1. Source: [MS-DTYP]
     *     2.4.2
     */
    public String sidText() {
      return Sids.text(sid);
    }
  }

  /** No program's request: the RPC runtime had no client to name ({@code error} says how). */
  record Nobody(int error) implements Caller {}

  /** A program may have asked, but finding out failed. */
  record Failed(int error) implements Caller {}

  /**
   * A program that could not be told, and that was asked itself: it shows who it is with a ticket.
   *
   * @param ticket 16 octets that only this program was given
   * @param error why it could not be told
   */
  record Asked(Octets ticket, int error) implements Caller {
    /** The size of a ticket in octets. */
    public static final int TICKET_SIZE = 16;

    /** Checks the size of the ticket. */
    public Asked {
      if (ticket.size() != TICKET_SIZE) {
        throw new FieldException(Flaw.BAD_VALUE, "a ticket has " + ticket.size() + " octets");
      }
    }
  }

  /** Returns what the function for this case returns. */
  default <R> R fold(
      Function<? super Known, ? extends R> known,
      Function<? super Nobody, ? extends R> nobody,
      Function<? super Failed, ? extends R> failed,
      Function<? super Asked, ? extends R> asked) {
    if (this instanceof Known one) {
      return known.apply(one);
    }
    if (this instanceof Nobody one) {
      return nobody.apply(one);
    }
    if (this instanceof Failed one) {
      return failed.apply(one);
    }
    return asked.apply((Asked) this);
  }
}
