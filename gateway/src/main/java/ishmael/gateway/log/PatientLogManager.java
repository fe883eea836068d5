package ishmael.gateway.log;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the process ends. The usual log manager closes it as soon as a signal
 * arrives, so that nobody could read how the gateway stopped. Nothing is lost by it: the outputs
 * hold no record back.
 */
public final class PatientLogManager extends LogManager {
  /** For the runtime, which makes the only one by its name. */
  public PatientLogManager() {}

  /** Makes this the log manager; only before the first logger is asked for. */
  public static void install() {
    System.setProperty("java.util.logging.manager", PatientLogManager.class.getName());
  }

  /** Does nothing. */
  @Override
  public void reset() {}
}
