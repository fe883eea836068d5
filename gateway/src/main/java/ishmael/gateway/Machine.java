package ishmael.gateway;

import ishmael.gateway.isolation.Host;
import ishmael.gateway.settings.Places;
import ishmael.gateway.windows.WindowsHost;

/** The machine that this process runs on. */
final class Machine {
  private Machine() {}

  /** Returns who knows its accounts and sessions. */
  static Host host() {
    return Places.here().windows() ? new WindowsHost() : Host.none();
  }
}
