package ishmael.gateway;

import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;

/** Where providers connect: a named pipe on Windows, a Unix domain socket elsewhere. */
final class LinePlace {
  private LinePlace() {}

  static LocalServer listen(PipeSettings pipe) throws IOException {
    if (Places.here().windows()) {
      throw new IOException("named pipes are not there yet");
    }
    return UnixServer.listen(pipe.socket());
  }
}
