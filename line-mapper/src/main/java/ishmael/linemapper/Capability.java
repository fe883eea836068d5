package ishmael.linemapper;

import java.util.Optional;

/**
 * What the phone system can do with a phone. Source: element {@code capabilities} of a Phonedevice.
 */
public enum Capability {
  /** Calls can be dialled for the phone. */
  DIAL,
  /** Calls can be ended. */
  HANGUP,
  /** The hold key can be pressed. */
  HOLD,
  /** The transfer key can be pressed. */
  TRANSFER,
  /** The conference key can be pressed. */
  CONFERENCE,
  /** A ringing call can be answered. */
  OFFHOOK;

  /**
   * Returns the capability an element of this name stands for, or nothing if the name is unknown.
   */
  public static Optional<Capability> ofElement(String name) {
    for (Capability one : values()) {
      if (one.name().equalsIgnoreCase(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
