package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose an event is. A channel belongs to the user who had its phone when it began, until
 * it is hung up. Source: docs/calls.md, "Whose event".
 */
final class Ownership {
  private static final int MAX_CHANNELS = 16_384;

  /** A channel that was silent for so long has lost its hang-up. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

  private static final Duration LATE = Duration.ofSeconds(10);

  private final Board board;

  /** All channels that were heard of, with a call or without; the longest silent go first. */
  private final Map<Channel, Claim> claims =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Channel, Claim> eldest) {
          return size() > MAX_CHANNELS;
        }
      };

  /** What is known of the owner of one channel. */
  private static final class Claim {
    /** The event that told of the channel first. */
    final long begun;

    @Nullable UserName owner;

    /** Whether a phone says so; an extension may turn out to be wrong. */
    boolean proven;

    /** Whether an event was heard before that nobody could place. */
    boolean puzzling;

    boolean over;
    Instant heard;

    Claim(long begun, Instant heard) {
      this.begun = begun;
      this.heard = heard;
    }
  }

  Ownership(Board board) {
    this.board = board;
  }

  /** Returns the event with its phone as the directory spells it. */
  ChannelEvent spelled(ChannelEvent event) {
    Optional<DeviceName> device = event.device().map(board.directory::spelled);
    return device.equals(event.device()) ? event : event.at(device);
  }

  /** Returns whose event it is, if that can be said now. */
  Optional<UserName> of(Turn turn, ChannelEvent event) {
    Claim claim = claimOf(turn, event.channel());
    if (!claim.proven) {
      Optional<UserName> holder = byPhone(turn, claim, event);
      if (holder.isPresent()) {
        claim.owner = holder.get();
        claim.proven = true;
      } else if (claim.owner == null) {
        claim.owner = byNumber(turn, claim, event).orElse(null);
      }
    }
    claim.puzzling |= claim.owner == null;
    return Optional.ofNullable(claim.owner);
  }

  private Claim claimOf(Turn turn, Channel channel) {
    Claim claim = claims.get(channel);
    if (claim == null
        || !turn.now().isBefore(claim.heard.plus(claim.over ? LATE : LONGEST_SILENCE))) {
      claim = new Claim(board.counters.events, turn.now());
      Call call = board.calls.byChannel(channel);
      if (call != null) {
        claim.owner = call.line.user.name();
        claim.proven = true;
      }
      claims.put(channel, claim);
    }
    claim.heard = claim.over ? claim.heard : turn.now();
    return claim;
  }

  /** The user of the phone, unless the phone changed hands after the channel began. */
  private Optional<UserName> byPhone(Turn turn, Claim claim, ChannelEvent event) {
    return event
        .device()
        .filter(device -> !board.moving.isInDoubt(device, turn.now()))
        .filter(device -> !board.moving.movedSince(device, claim.begun))
        .flatMap(board.directory::ownerOf);
  }

  /** The user of the extension, unless it may be somebody else's who handed the call over. */
  private Optional<UserName> byNumber(Turn turn, Claim claim, ChannelEvent event) {
    String number = extensionOf(event);
    boolean named = event.device().isPresent();
    boolean handedOver = event.refChannel().isPresent() || !event.from().isEmpty();
    if (named && handedOver) {
      return Optional.empty();
    }
    boolean sure = !named && !claim.puzzling && !board.moving.isAnyInDoubt(turn.now());
    if (board.directory.isShared(number) && !sure) {
      return Optional.empty();
    }
    return board.directory.withExtension(number);
  }

  /** Returns the number at the user's own end of the call. */
  static String extensionOf(ChannelEvent event) {
    return event.outbound() ? event.source().number() : event.target().number();
  }

  /** Says whether an event names a phone that the directory does not know of any user. */
  boolean isStrange(ChannelEvent event) {
    Claim claim = claims.get(event.channel());
    return (claim == null || !claim.proven)
        && event.device().filter(device -> board.directory.ownerOf(device).isEmpty()).isPresent();
  }

  /** The event was told to its owner, or dropped: after a hang-up the channel is nobody's. */
  void done(Turn turn, ChannelEvent event) {
    if (event.type() == ChannelEventType.HANGUP) {
      Claim claim = claimOf(turn, event.channel());
      claim.over = true;
      claim.heard = turn.now();
    }
  }

  /** Says whether the channel was hung up a moment ago. */
  boolean isLate(Turn turn, Channel channel) {
    Claim claim = claims.get(channel);
    return claim != null && claim.over && turn.now().isBefore(claim.heard.plus(LATE));
  }

  /** Returns how many channels are remembered. */
  int channels() {
    return claims.size();
  }

  /** Hang-ups from before a lost link say nothing: the phone system may have started anew. */
  void forgetHangups() {
    claims.values().removeIf(claim -> claim.over);
  }
}
