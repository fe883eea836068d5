package ishmael.simulator.phonesystem.engine;

import java.util.Locale;

/** What happened to a channel. */
public enum EventType {
  RINGING,
  BUSY,
  HOLD,
  UNHOLD,
  TRANSFER,
  RENAME,
  REDIRECT,
  HANGUP;

  /** The text of the type in a stanza. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
