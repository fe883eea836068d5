package ishmael.gateway;

import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.windows.OwnAccount;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.unix.UnixServer;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeClients;
import ishmael.tsp.link.windows.PipeServer;
import ishmael.tsp.link.windows.ServiceClients;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where providers connect: a named pipe on Windows, a Unix domain socket elsewhere. */
final class LinePlace {
  private static final Logger LOG = System.getLogger(LinePlace.class.getName());

  private LinePlace() {}

  static LocalServer listen(PipeSettings pipe) throws IOException {
    return Places.here().windows()
        ? PipeServer.listen(arguments(pipe), clients(pipe))
        : UnixServer.listen(pipe.socket());
  }

  private static PipeClients clients(PipeSettings pipe) {
    if (pipe.service().isPresent()) {
      return ServiceClients.of(pipe.service().get());
    }
    LOG.log(
        Level.WARNING,
        "[pipe] service is empty: every process of the accounts that may open {0} can ask for"
            + " calls in the name of any user",
        pipe.name());
    return PipeClients.anyProcess();
  }

  private static PipeArguments arguments(PipeSettings pipe) throws IOException {
    String sddl = pipe.sddl().orElseGet(() -> PipeArguments.linesSddl(OwnAccount.sid()));
    try {
      return new PipeArguments(pipe.name(), sddl);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
