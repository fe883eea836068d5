package ishmael.simulator.phonesystem.engine;

/** A label of a phone book entry, such as VIP. */
public record Label(String id, String displayName, String type, String value, boolean visible) {
  /** A visible generic label. */
  public static Label of(String id, String displayName) {
    return new Label(id, displayName, "generic", "1", true);
  }
}
