package ishmael.gateway.phonesystem.protocol.phone;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;

/** Writes the commands of module phone. */
public final class PhoneKeys {
  private static final String MODULE = "phone";

  private PhoneKeys() {}

  /** Answers the ringing call at a phone. */
  public static Element offhook(String device) {
    return Cmd.of(MODULE, Element.of("Offhook").with("device", device));
  }

  /** Presses the hold key. */
  public static Element hold(String device) {
    return Cmd.of(MODULE, Element.of("Hold").with("device", device));
  }
}
