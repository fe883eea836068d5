package ishmael.gateway;

import ishmael.gateway.isolation.Host;
import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.SecretGuard;
import ishmael.gateway.windows.DataProtection;
import ishmael.gateway.windows.WindowsHost;

/** The machine that this process runs on. */
final class Machine {
  private Machine() {}

  /** Returns who knows its accounts and sessions. */
  static Host host() {
    return Places.here().windows() ? new WindowsHost() : Host.none();
  }

  /** Returns what keeps others from files that are not for them. */
  static SecretGuard files() {
    return Places.here().windows() ? new DataProtection() : new OwnerOnly();
  }
}
