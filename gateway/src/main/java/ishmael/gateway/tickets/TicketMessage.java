package ishmael.gateway.tickets;

import ishmael.linemapper.Caller;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What a program writes to show its ticket. Source: docs/line-protocol.md, Tickets. */
final class TicketMessage {
  private static final Logger LOG = System.getLogger(TicketMessage.class.getName());

  static final int TICKET_SIZE = 16;

  private static final String MAGIC = "ISHT";
  private static final int SIZE = MAGIC.length() + TICKET_SIZE;
  private static final byte TAKEN = 1;

  private TicketMessage() {}

  /** A ticket, and who the system says has shown it. */
  record Shown(String ticket, Caller.Known who) {}

  /**
   * Waits for a ticket.
   *
   * @return nothing if it is none, or if nobody vouches for who shows it
   */
  static Optional<Shown> read(LocalConnection connection) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(SIZE);
    while (octets.hasRemaining()) {
      if (connection.read(octets) < 0) {
        throw new IOException("it ended after " + octets.position() + " octets");
      }
    }
    byte[] message = octets.array();
    if (!new String(message, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new IOException("it does not begin with " + MAGIC);
    }
    String ticket = HexFormat.of().formatHex(message, MAGIC.length(), SIZE);
    return identity(connection).map(who -> new Shown(ticket, who));
  }

  /** A service that somebody made write to a file of any name is not who asks. */
  private static Optional<Caller.Known> identity(LocalConnection connection) {
    Optional<PeerIdentity> who = connection.peerIdentity();
    if (who.isPresent() && !who.get().limited()) {
      LOG.log(
          Level.WARNING,
          "{0} of {1} shows a ticket and is not the provider''s part in a program; it is not taken",
          connection.peer(),
          who.get().account());
      return Optional.empty();
    }
    return who.map(known -> new Caller.Known(known.account(), known.session()));
  }

  /** Tells the program that it may go: it stays until then, so that it can be told who it is. */
  static void confirm(LocalConnection connection) throws IOException {
    connection.write(ByteBuffer.wrap(new byte[] {TAKEN}));
  }
}
