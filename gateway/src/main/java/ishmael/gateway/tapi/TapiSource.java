package ishmael.gateway.tapi;

/** Where the machine's TAPI comes from. */
@FunctionalInterface
public interface TapiSource {
  /**
   * Loads it.
   *
   * @throws TapiException if this machine has none
   */
  TapiCalls load() throws TapiException;

  /** A machine that is not Windows. */
  static TapiSource absent() {
    return () -> {
      throw new TapiException(
          "TAPI is a part of Windows, and this machine is not Windows: run the command on the"
              + " Windows machine whose lines are meant.");
    };
  }
}
