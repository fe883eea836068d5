package ishmael.gateway.phonesystem.smack;

import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the link sees of the machine and the network apart from its connection.
 *
 * @param names the name service
 * @param probe looks whether a server is there
 * @param addresses the addresses of this machine now
 * @param clock the wall clock
 */
record Surroundings(
    SrvLookup names, Reachability probe, Supplier<Set<String>> addresses, InstantSource clock) {

  /** Returns the real ones. */
  static Surroundings real(String domain) {
    return new Surroundings(
        SrvLookup.ofThisMachine(),
        Reachability.ofStream(domain),
        NetworkWatch::ofThisMachine,
        InstantSource.system());
  }
}
