package ishmael.gateway;

import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.windows.OwnAccount;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.unix.UnixServer;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.IOException;

/** Where providers connect: a named pipe on Windows, a Unix domain socket elsewhere. */
final class LinePlace {
  private LinePlace() {}

  static LocalServer listen(PipeSettings pipe) throws IOException {
    return Places.here().windows()
        ? PipeServer.listen(arguments(pipe))
        : UnixServer.listen(pipe.socket());
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
