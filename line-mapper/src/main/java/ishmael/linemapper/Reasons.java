package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.Locale;

/** Why a call came to a line, from the first event of its channel. */
final class Reasons {
  private Reasons() {}

  static CallReason of(ChannelEvent event, Board board) {
    if (event.outbound()) {
      return CallReason.DIRECT;
    }
    if (event.details().toLowerCase(Locale.ROOT).contains("pickup")) {
      return CallReason.PICKUP;
    }
    if (event.type() == ChannelEventType.TRANSFER) {
      return CallReason.TRANSFER;
    }
    boolean forwarded = !event.from().isEmpty();
    if (event.refChannel().isEmpty()) {
      return forwarded ? CallReason.REDIRECT : CallReason.DIRECT;
    }
    Call other = board.calls.byChannel(event.refChannel().get());
    boolean rangElsewhere = other != null && CallStates.isRinging(other.state);
    boolean answeredAtOnce = event.type() == ChannelEventType.BUSY && !forwarded;
    return rangElsewhere || answeredAtOnce ? CallReason.PICKUP : CallReason.TRANSFER;
  }
}
