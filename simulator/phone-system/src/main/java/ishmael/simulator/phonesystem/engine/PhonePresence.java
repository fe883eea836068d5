package ishmael.simulator.phonesystem.engine;

/** The state of a user's telephones changed. */
public record PhonePresence(String owner, State state) implements EngineEvent {
  /** What the resource {@code phone} of a user shows. */
  public enum State {
    /** No phone is registered. */
    UNAVAILABLE,
    /** Free. */
    AVAILABLE,
    /** In a call. */
    IN_CALL
  }
}
