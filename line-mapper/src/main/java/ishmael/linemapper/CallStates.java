package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which TAPI states an event of a channel leads to. Hang-up and redirection of a ringing call end
 * it and are not decided here. Source: docs/calls.md.
 */
final class CallStates {
  private static final List<CallState> NO_CHANGE = List.of();

  private CallStates() {}

  /**
   * Returns the states to enter, one after the other; none if nothing changes.
   *
   * @param current the state of the call, null if the event is the first of its channel
   */
  static List<CallState> after(@Nullable CallState current, ChannelEvent event) {
    if (current == CallState.CONFERENCED) {
      return NO_CHANGE; // what it does to the conference, Conferences knows
    }
    ChannelEventType type = event.type();
    return switch (type) {
      case RINGING -> ringing(current, event.outbound());
      case BUSY, UNHOLD -> only(CallState.CONNECTED, current);
      case HOLD ->
          current == CallState.ONHOLDPENDTRANSFER ? NO_CHANGE : only(CallState.ONHOLD, current);
      case RENAME, TRANSFER, REDIRECT -> byFacts(current, event);
      case HANGUP -> NO_CHANGE;
    };
  }

  /**
   * TAPI has no state for "the caller's own phone rings": docs/calls.md says why both are shown.
   */
  private static List<CallState> ringing(@Nullable CallState current, boolean outbound) {
    if (!outbound) {
      return current == null ? List.of(CallState.OFFERING) : NO_CHANGE;
    }
    if (current == null || isDialling(current)) {
      return List.of(CallState.PROCEEDING, CallState.RINGBACK);
    }
    return current == CallState.PROCEEDING ? List.of(CallState.RINGBACK) : NO_CHANGE;
  }

  private static List<CallState> byFacts(@Nullable CallState current, ChannelEvent event) {
    if (current != null && isTalking(current)) {
      return NO_CHANGE;
    }
    return event.busySince().isPresent()
        ? List.of(CallState.CONNECTED)
        : ringing(current, event.outbound());
  }

  private static List<CallState> only(CallState next, @Nullable CallState current) {
    return next == current ? NO_CHANGE : List.of(next);
  }

  private static boolean isDialling(CallState state) {
    return state == CallState.DIALTONE || state == CallState.DIALING;
  }

  /** Says whether the call rings here and nobody answered yet. */
  static boolean isRinging(CallState state) {
    return state == CallState.OFFERING || state == CallState.ACCEPTED;
  }

  /** Says whether both parties are joined, even if one waits. */
  static boolean isTalking(CallState state) {
    return switch (state) {
      case CONNECTED, ONHOLD, ONHOLDPENDTRANSFER, ONHOLDPENDCONF, CONFERENCED -> true;
      default -> false;
    };
  }

  /** Returns TAPI's detail of a state: LINEOFFERINGMODE_, LINECONNECTEDMODE_ and their like. */
  static int modeOf(CallState state) {
    return switch (state) {
      case OFFERING, CONNECTED -> 1; // ACTIVE
      case BUSY -> 1; // LINEBUSYMODE_STATION
      case DIALTONE -> 0x20; // LINEDIALTONEMODE_UNAVAIL
      default -> 0;
    };
  }
}
