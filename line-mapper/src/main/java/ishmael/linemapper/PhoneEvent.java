package ishmael.linemapper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the phone system reports. Source: docs/phone-system.md. */
public sealed interface PhoneEvent {

  /** The type of a {@link ChannelEvent}. */
  enum ChannelEventType {
    /** The leg rings. */
    RINGING,
    /** The leg talks. */
    BUSY,
    /** The user holds the leg. */
    HOLD,
    /** The user took the leg back. */
    UNHOLD,
    /** The leg was transferred. */
    TRANSFER,
    /** The other party of the leg has another name or number now. */
    RENAME,
    /** The leg was redirected to somebody else. */
    REDIRECT,
    /** The leg ended; the last event of a channel. */
    HANGUP
  }

  /**
   * A change of one leg of a call.
   *
   * @param details free text, often empty
   * @param outbound whether the user's own phone calls out: then the user is the source, else the
   *     target
   * @param internal whether both ends are inside the phone system
   * @param busySince when talking began, if it did
   * @param device the user's phone that carries the leg
   * @param from who forwarded or transferred the call here
   */
  record ChannelEvent(
      ChannelEventType type,
      Channel channel,
      String details,
      boolean outbound,
      boolean internal,
      Party source,
      Party target,
      Optional<Instant> busySince,
      Optional<Channel> refChannel,
      Optional<DeviceName> device,
      Party from,
      List<Label> labels)
      implements PhoneEvent {
    /** Copies the list. */
    public ChannelEvent {
      labels = List.copyOf(labels);
    }

    /** Returns the same event at another phone. */
    ChannelEvent at(Optional<DeviceName> phone) {
      return new ChannelEvent(
          type,
          channel,
          details,
          outbound,
          internal,
          source,
          target,
          busySince,
          refChannel,
          phone,
          from,
          labels);
    }
  }

  /**
   * A colleague's phone rings, or stopped ringing, so that Pickup is possible.
   *
   * @param user whose phone rings
   * @param target the extension that rings
   */
  record PickupEvent(boolean ringing, UserName user, String target, Party source)
      implements PhoneEvent {}

  /** What the presence of a user's {@code phone} resource says. */
  enum PhoneState {
    /** No phone is registered. */
    UNAVAILABLE,
    /** The phone is free. */
    FREE,
    /** The user is in a call. */
    IN_CALL
  }

  /** The presence of a user's {@code phone} resource changed, or was told after login. */
  record PhonePresence(UserName user, PhoneState state) implements PhoneEvent {}

  /**
   * Phones have a new user; who that is, the directory will say: until then nobody is known to own
   * them. Comes before any event of a call at the phone's new user.
   */
  record PhonesMoved(Set<DeviceName> phones) implements PhoneEvent {
    /** Copies the set. */
    public PhonesMoved {
      phones = Set.copyOf(phones);
    }
  }

  /** Calls the function that belongs to this kind of event. */
  default <R> R fold(
      Function<ChannelEvent, R> onChannel,
      Function<PickupEvent, R> onPickup,
      Function<PhonePresence, R> onPresence,
      Function<PhonesMoved, R> onMoved) {
    if (this instanceof ChannelEvent channel) {
      return onChannel.apply(channel);
    }
    if (this instanceof PickupEvent pickup) {
      return onPickup.apply(pickup);
    }
    if (this instanceof PhonePresence presence) {
      return onPresence.apply(presence);
    }
    return onMoved.apply((PhonesMoved) this);
  }
}
