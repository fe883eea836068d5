package ishmael.gateway.phonesystem.protocol.phone;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;

/** Writes the commands of module phone: the keys of a phone, by the phone's name. */
public final class PhoneKeys {
  private PhoneKeys() {}

  /** Answers the ringing call at a phone. */
  public static Element offhook(String device) {
    return press("Offhook", device);
  }

  /** Presses the hold key. */
  public static Element hold(String device) {
    return press("Hold", device);
  }

  /** Presses the transfer key: the held and the active call are joined and leave the phone. */
  public static Element transfer(String device) {
    return press("Transfer", device);
  }

  /** Presses the conference key: the held and the active call are joined at the phone. */
  public static Element conference(String device) {
    return press("Conference", device);
  }

  /**
   * Presses the hang-up or decline key. The phone system's maker advises against it since 2018;
   * base.Hangup names the channel and so cannot end another call.
   */
  public static Element hangup(String device) {
    return press("Hangup", device);
  }

  private static Element press(String key, String device) {
    return Cmd.of("phone", Element.of(key).with("device", device));
  }
}
