package ishmael.gateway;

import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Tickets;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.gateway.tickets.ProgramTickets;
import ishmael.tsp.link.LocalServer;
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
  static TicketPlace open(IsolationSettings settings, Host host) {
    if (!settings.fallback()) {
      return nowhere();
    }
    try {
      return host.tickets().map(TicketPlace::at).orElseGet(TicketPlace::nowhere);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "Programs are not asked who they are: no pipe.", e);
      return nowhere();
    }
  }

  private static TicketPlace at(LocalServer server) {
    return new TicketPlace(ProgramTickets.start(server), server.address());
  }

  private static TicketPlace nowhere() {
    return new TicketPlace(Tickets.none(), "");
  }
}
