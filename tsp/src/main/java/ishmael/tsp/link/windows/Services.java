package ishmael.tsp.link.windows;

import java.io.IOException;

/** The services of this machine and their processes. Safe for use by several threads. */
interface Services {
  /** A service that does not run has this process. */
  int NO_PROCESS = 0;

  /**
   * Returns the id of the process that a service runs in now, {@link #NO_PROCESS} if it does not
   * run. Also known while the service starts or stops.
   *
   * @throws IOException if there is no such service, or Windows does not tell
   */
  int processOf(String service) throws IOException;
}
