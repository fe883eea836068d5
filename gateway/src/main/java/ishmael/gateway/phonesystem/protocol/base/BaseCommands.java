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
    return dial(DialTarget.number(target), Optional.empty());
  }

  /**
   * Dials with one of the account's own phones.
   *
   * @param device which phone; if absent, the first that can dial
   */
  public static Element dial(DialTarget target, Optional<String> device) {
    return Cmd.of(MODULE, target.on(Element.of("Dial")).with("device", device));
  }

  /** Dials for another user; supervisors only. */
  public static Element dialFrom(String identity, String target) {
    return dialFrom(identity, DialTarget.number(target), Optional.empty());
  }

  /**
   * Dials for another user; supervisors only.
   *
   * @param device which of the user's phones; if absent, the first that can dial
   */
  public static Element dialFrom(String identity, DialTarget target, Optional<String> device) {
    Element command = Element.of("DialFrom").with("identity", identity);
    return Cmd.of(MODULE, target.on(command).with("device", device));
  }

  /** Ends a leg. */
  public static Element hangup(String channel) {
    return Cmd.of(MODULE, Element.of("Hangup").with("channel", channel));
  }

  /** Ends the newest call of the account itself. */
  public static Element hangupNewest() {
    return Cmd.of(MODULE, Element.of("Hangup"));
  }

  /** Hands a leg's other end over to a number, without asking there first. */
  public static Element transfer(String channel, String target) {
    return Cmd.of(
        MODULE, DialTarget.number(target).on(Element.of("Transfer").with("channel", channel)));
  }

  /**
   * Takes the call that rings at another extension.
   *
   * @param username for whom a supervisor does it
   */
  public static Element pickup(String target, Optional<String> username, Optional<String> device) {
    return Cmd.of(
        MODULE,
        Element.of("Pickup")
            .with("target", target)
            .with("username", username)
            .with("device", device));
  }
}
