package ishmael.simulator.phonesystem.engine;

/** A live leg of a call, as it stood when asked for. */
public record Channel(
    String id, String user, String device, State state, boolean outbound, Party remote) {
  /** The state of a leg. */
  public enum State {
    RINGING,
    TALKING,
    HELD
  }
}
