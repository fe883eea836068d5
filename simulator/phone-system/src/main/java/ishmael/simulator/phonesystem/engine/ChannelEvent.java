package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * A change of one leg of a call.
 *
 * @param channel the key of the leg
 * @param details free text, often empty
 * @param outbound the owner's phone calls out, so the owner is the source
 * @param busySinceMillis epoch milliseconds since talking, 0 before
 * @param refChannel the channel that this one continues, or empty
 * @param from who forwarded or transferred the call here, or empty
 */
public record ChannelEvent(
    String owner,
    EventType type,
    String channel,
    String details,
    boolean outbound,
    boolean internal,
    Party source,
    Party target,
    long busySinceMillis,
    String refChannel,
    String device,
    Party from,
    List<Label> labels)
    implements EngineEvent {
  public ChannelEvent {
    labels = List.copyOf(labels);
  }
}
