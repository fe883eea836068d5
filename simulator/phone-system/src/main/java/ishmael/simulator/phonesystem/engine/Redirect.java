package ishmael.simulator.phonesystem.engine;

/**
 * A user's permanent forwarding.
 *
 * @param target where calls go, empty if they are not forwarded
 * @param old the target before the last change, or empty
 */
public record Redirect(String source, String target, String old) {}
