package ishmael.gateway;

import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.windows.OwnAccount;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.unix.UnixServer;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.IOException;

/** Where admin programs connect: a named pipe on Windows, a Unix domain socket elsewhere. */
final class AdminPlace {
  private AdminPlace() {}

  static LocalServer listen(PipeSettings pipe) throws IOException {
    return Places.here().windows()
        ? PipeServer.listen(arguments(pipe))
        : UnixServer.listen(pipe.adminSocket());
  }

  private static PipeArguments arguments(PipeSettings pipe) {
    return new PipeArguments(pipe.adminName(), PipeArguments.adminSddl(OwnAccount.sid()));
  }
}
