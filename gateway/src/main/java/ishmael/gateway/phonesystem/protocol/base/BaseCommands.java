package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.Optional;

/** Writes the call commands of module base. The phone system normalises numbers itself. */
public final class BaseCommands {
  private static final String MODULE = "base";

  private BaseCommands() {}

  /** Dials with the account's own phone. */
  public static Element dial(String target) {
    return Cmd.of(MODULE, Element.of("Dial").with("target", target).with("prefix", "auto"));
  }

  /** Dials for another user; supervisors only. */
  public static Element dialFrom(String identity, String target) {
    return Cmd.of(
        MODULE,
        Element.of("DialFrom")
            .with("identity", identity)
            .with("target", target)
            .with("prefix", "auto"));
  }

  /** Ends a leg. */
  public static Element hangup(String channel) {
    return Cmd.of(MODULE, Element.of("Hangup").with("channel", channel));
  }

  /**
   * Takes the call that rings at another extension.
   *
   * @param username for whom a supervisor does it
   */
  public static Element pickup(String target, Optional<String> username, Optional<String> device) {
    Element pickup = Element.of("Pickup").with("target", target);
    if (username.isPresent()) {
      pickup = pickup.with("username", username.get());
    }
    if (device.isPresent()) {
      pickup = pickup.with("device", device.get());
    }
    return Cmd.of(MODULE, pickup);
  }
}
