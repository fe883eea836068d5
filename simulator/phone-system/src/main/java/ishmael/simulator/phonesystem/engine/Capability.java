package ishmael.simulator.phonesystem.engine;

import java.util.Locale;

/** What a phone lets its phone system do for it. */
public enum Capability {
  CONFERENCE,
  DIAL,
  HANGUP,
  HOLD,
  TRANSFER,
  OFFHOOK;

  /** The name of the element that stands for this capability in a stanza. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
