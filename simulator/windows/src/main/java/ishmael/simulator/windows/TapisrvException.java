package ishmael.simulator.windows;

/**
 * The stand-in cannot go on: it did not answer in time, has ended, crashed with a provider, or did
 * not understand a command. A broken rule or an error of a provider is no exception but a result.
 */
public final class TapisrvException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TapisrvException(String message) {
    super(message);
  }

  TapisrvException(String message, Throwable cause) {
    super(message, cause);
  }
}
