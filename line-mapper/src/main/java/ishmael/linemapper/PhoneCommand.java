package ishmael.linemapper;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the phone system is asked to do. Which stanza that becomes depends on the account: a
 * supervisor dials with base.DialFrom, an ordinary user with base.Dial.
 */
public sealed interface PhoneCommand {

  /** Dials for a user: the phone system rings whatever phone the user has now. */
  record Dial(UserName user, String target) implements PhoneCommand {}

  /** Ends a leg. */
  record Hangup(Channel channel) implements PhoneCommand {}

  /** Answers the ringing call at a phone. */
  record Offhook(DeviceName device) implements PhoneCommand {}

  /** Presses the hold key of a phone; it toggles. */
  record Hold(DeviceName device) implements PhoneCommand {}

  /** Takes the call that rings at another extension to a user's phone. */
  record Pickup(UserName user, String target, Optional<DeviceName> device)
      implements PhoneCommand {}

  /** Hands a leg's other end over to a number; a leg that rings is sent there. */
  record Transfer(Channel channel, String target) implements PhoneCommand {}

  /** Presses the transfer key of a phone: its held and its active call are joined and leave it. */
  record TransferKey(DeviceName device) implements PhoneCommand {}

  /** Presses the conference key of a phone: its held and its active call are joined there. */
  record ConferenceKey(DeviceName device) implements PhoneCommand {}

  /** Calls the function that belongs to this kind of command. */
  default <R> R fold(
      Function<Dial, R> onDial,
      Function<Hangup, R> onHangup,
      Function<Offhook, R> onOffhook,
      Function<Hold, R> onHold,
      Function<Pickup, R> onPickup,
      Function<Transfer, R> onTransfer,
      Function<TransferKey, R> onTransferKey,
      Function<ConferenceKey, R> onConferenceKey) {
    if (this instanceof Dial dial) {
      return onDial.apply(dial);
    }
    if (this instanceof Hangup hangup) {
      return onHangup.apply(hangup);
    }
    if (this instanceof Offhook offhook) {
      return onOffhook.apply(offhook);
    }
    if (this instanceof Hold hold) {
      return onHold.apply(hold);
    }
    if (this instanceof Pickup pickup) {
      return onPickup.apply(pickup);
    }
    if (this instanceof Transfer transfer) {
      return onTransfer.apply(transfer);
    }
    if (this instanceof TransferKey key) {
      return onTransferKey.apply(key);
    }
    return onConferenceKey.apply((ConferenceKey) this);
  }
}
