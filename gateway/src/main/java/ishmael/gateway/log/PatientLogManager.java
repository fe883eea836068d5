package ishmael.gateway.log;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the process ends. The usual log manager closes it as soon as a signal
 * arrives, so that nobody could read how the gateway stopped. Nothing is lost by it: the outputs
 * hold no record back.
 *
 * <p>It has no method to install itself: its first use would initialize the class above it, which
 * then chooses the usual log manager. Source: JLS 12.4.1; java.util.logging.LogManager.
 */
public final class PatientLogManager extends LogManager {
  /** For the runtime, which makes the only one by its name. */
  public PatientLogManager() {}

  /** Does nothing. */
  @Override
  public void reset() {}
}
