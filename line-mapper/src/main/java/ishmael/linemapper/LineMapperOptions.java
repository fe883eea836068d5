package ishmael.linemapper;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;

/**
 * What the mapper is told once.
 *
 * @param domain the phone system's XMPP domain, part of the permanent line ids
 * @param firstCallId where the ids of calls begin that the phone system reports; a gateway that
 *     starts anew begins elsewhere
 * @param rememberedIds permanent ids that were given before
 * @param answerLimit how long the channel of a dialled or picked up call may take to appear
 * @param commandLimit how long the outcome of a command may take before it counts as silence
 * @param keyLimit how long the event of a command may take that the phone system took
 * @param dropDelay how long a drop that nobody meant waits for the notice that unmasks it as
 *     clean-up
 * @param quietLimit how long a talking call may be without events while the presence says that its
 *     phone is free
 * @param presenceLimit how long a talking call from before a link loss waits for a presence
 * @param ringingLimit how long a ringing call from before a link loss waits for an event
 * @param ringLimit how long any call may ring or be dialled without an event
 * @param reconnectDelay how long a held call waits to be taken back after its consultation call has
 *     ended, so that what the phone does by itself is seen first
 * @param settleLimit how long calls that talk at one phone may take until it is clear whether they
 *     are a conference
 * @param heldBackLimit how long an event waits for the directory to learn whose it is
 * @param maxCallsPerLine how many calls one line can have
 * @param maxHeldBack how many events wait for the directory in total
 */
public record LineMapperOptions(
    String domain,
    long firstCallId,
    Map<UserName, LineId> rememberedIds,
    Duration answerLimit,
    Duration commandLimit,
    Duration keyLimit,
    Duration dropDelay,
    Duration quietLimit,
    Duration presenceLimit,
    Duration ringingLimit,
    Duration ringLimit,
    Duration reconnectDelay,
    Duration settleLimit,
    Duration heldBackLimit,
    int maxCallsPerLine,
    int maxHeldBack) {

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if the first call id is not positive or a bound is not
   */
  public LineMapperOptions {
    rememberedIds = ImmutableMap.copyOf(rememberedIds);
    if (firstCallId <= 0 || maxCallsPerLine <= 0 || maxHeldBack <= 0) {
      throw new IllegalArgumentException("the first call id and the bounds must be positive");
    }
  }

  /** Returns options with the limits that suit a real phone system. */
  public static LineMapperOptions of(
      String domain, long firstCallId, Map<UserName, LineId> rememberedIds) {
    return new LineMapperOptions(
        domain,
        firstCallId,
        rememberedIds,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Duration.ofSeconds(3),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofMillis(300),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        64,
        1024);
  }
}
