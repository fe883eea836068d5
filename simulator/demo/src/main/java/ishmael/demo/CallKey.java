package ishmael.demo;

/**
 * Names a call within one {@link Telephony}; handles differ between the provider DLL and the Java
 * peer.
 */
public record CallKey(long value) {
  @Override
  public String toString() {
    return "call " + value;
  }
}
