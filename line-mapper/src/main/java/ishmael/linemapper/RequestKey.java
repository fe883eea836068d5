package ishmael.linemapper;

/**
 * Names a request of a provider.
 *
 * @param peer the connection it came on, unique while the gateway runs
 * @param number the request's number on that connection; 0 for a notice, which is never answered
 */
public record RequestKey(long peer, int number) {
  /** Says whether the sender expects no answer. */
  public boolean isNotice() {
    return number == 0;
  }
}
