package ishmael.simulator.phonesystem.engine;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;

/**
 * A telephone; its name is unique in the site.
 *
 * @param clickToDial an outbound call rings at this phone first and is dialled once it is picked up
 * @param ringsInbound calls to the user ring here
 */
public record Phone(
    String name,
    String type,
    Set<Capability> capabilities,
    boolean clickToDial,
    boolean ringsInbound) {

  public Phone {
    capabilities = Sets.immutableEnumSet(capabilities);
  }

  /** A phone that rings for inbound calls and dials by itself. */
  public static Phone of(String name, String type, Capability... capabilities) {
    return new Phone(name, type, ImmutableSet.copyOf(capabilities), false, true);
  }

  /** A phone that can do everything. */
  public static Phone full(String name, String type) {
    return of(name, type, Capability.values());
  }

  /** The same phone, to be picked up before it dials. */
  public Phone withClickToDial() {
    return new Phone(name, type, capabilities, true, ringsInbound);
  }

  /** The same phone, silent for inbound calls. */
  public Phone withoutRinging() {
    return new Phone(name, type, capabilities, clickToDial, false);
  }

  boolean can(Capability capability) {
    return capabilities.contains(capability);
  }
}
