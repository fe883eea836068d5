package ishmael.linemapper;

/** The number of a command sent to the phone system, unique while the gateway runs. */
public record CommandId(long value) {}
