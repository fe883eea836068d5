package ishmael.simulator.phonesystem.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * The record of a leg that has ended.
 *
 * @param duration from first ringing to the end
 * @param connected time of talking, zero if never answered
 * @param result why it ended, for example {@code hangup} or {@code busy}
 */
public record JournalEntry(
    int id,
    String owner,
    int userId,
    Instant ended,
    boolean inbound,
    boolean internal,
    Duration duration,
    Duration connected,
    String device,
    String location,
    Party remote,
    String result,
    String extension)
    implements EngineEvent {}
