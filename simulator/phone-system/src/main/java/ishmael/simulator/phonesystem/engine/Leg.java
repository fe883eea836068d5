package ishmael.simulator.phonesystem.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a call at a user's phone: what clients see as a channel. */
final class Leg extends End {
  final String channel;
  final UserAccount user;
  final Phone phone;
  final boolean outbound;
  final Instant began;
  Party self;
  Party remote;
  boolean internal;
  Channel.State state = Channel.State.RINGING;
  @Nullable Instant busySince;
  String refChannel = "";
  Party from = Party.NOBODY;

  /** The conference at the phone that it is a party of; legs of one have the same. */
  @Nullable Object conference;

  /** Set while a click-to-dial phone rings for its own user. */
  @Nullable String dialsWhenPickedUp;

  Leg(
      String channel,
      UserAccount user,
      Phone phone,
      boolean outbound,
      Instant began,
      Party remote,
      boolean internal) {
    this.channel = channel;
    this.user = user;
    this.phone = phone;
    this.outbound = outbound;
    this.began = began;
    this.self = new Party(user.displayName(), user.extension());
    this.remote = remote;
    this.internal = internal;
  }

  @Override
  Party party() {
    return new Party(user.displayName(), user.extension());
  }

  boolean ringsFor(UserAccount callee) {
    return !outbound && state == Channel.State.RINGING && user.equals(callee);
  }

  boolean isAt(Phone other) {
    return phone.name().equals(other.name());
  }

  ChannelEvent event(EventType type, String details, List<Label> labels) {
    Instant since = busySince;
    return new ChannelEvent(
        user.name(),
        type,
        channel,
        details,
        outbound,
        internal,
        outbound ? self : remote,
        outbound ? remote : self,
        since == null ? 0 : since.toEpochMilli(),
        refChannel,
        phone.name(),
        from,
        labels);
  }

  Channel channelNow() {
    return new Channel(channel, user.name(), phone.name(), state, outbound, remote);
  }
}
