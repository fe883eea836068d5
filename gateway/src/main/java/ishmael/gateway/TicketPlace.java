package ishmael.gateway;

import ishmael.gateway.isolation.Tickets;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.tickets.ProgramTickets;
import ishmael.gateway.windows.OwnAccount;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Where programs show who they are, while the settings want them to be asked.
 *
 * @param pipe what providers are told; empty: programs are not asked
 */
record TicketPlace(Tickets tickets, String pipe) {
  private static final Logger LOG = System.getLogger(TicketPlace.class.getName());

  /**
   * Opens it. Everybody on the machine can take the name before us; that costs the fallback, not
   * the gateway.
   */
  static TicketPlace open(IsolationSettings settings) {
    if (!settings.fallback() || !Places.here().windows()) {
      return new TicketPlace(Tickets.none(), "");
    }
    String name = PipeArguments.TICKETS_NAME;
    try {
      PipeServer server =
          PipeServer.listen(new PipeArguments(name, PipeArguments.ticketsSddl(OwnAccount.sid())));
      return new TicketPlace(ProgramTickets.start(server), name);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "Programs are not asked who they are: no pipe " + name, e);
      return new TicketPlace(Tickets.none(), "");
    }
  }
}
