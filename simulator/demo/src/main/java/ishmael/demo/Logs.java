package ishmael.demo;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the demo's own process logs: warnings of ours, on the error output. */
final class Logs {
  /** Held, so that the levels stay set. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger XMPP_LIBRARY = Logger.getLogger("org.apache");

  private Logs() {}

  /** Leaves out the course of things, and what the XMPP library says about clients that vanish. */
  static void quiet() {
    ROOT.setLevel(Level.WARNING);
    XMPP_LIBRARY.setLevel(Level.OFF);
    for (Handler handler : ROOT.getHandlers()) {
      handler.setLevel(Level.WARNING);
    }
  }
}
