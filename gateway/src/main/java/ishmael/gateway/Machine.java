package ishmael.gateway;

import ishmael.gateway.isolation.Host;

/** The machine that this process runs on. */
final class Machine {
  private Machine() {}

  /** Returns who knows its accounts and sessions. */
  static Host host() {
    return Host.none();
  }
}
