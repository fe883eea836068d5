package ishmael.linemapper;

import java.util.List;
import java.util.Optional;

/**
 * What a phone has in hand: which calls it talks to, which it holds, and what its keys would do to
 * them. Source: docs/phone-system.md, phone.Hold, phone.Transfer and phone.Conference.
 */
final class PhoneCalls {
  private PhoneCalls() {}

  /** Returns the phone that carries the call, if it is still a phone of the line's user. */
  static Optional<Phone> phoneOf(Call call) {
    return call.line.user.phones().stream()
        .filter(phone -> phone.name().equals(call.device))
        .findFirst();
  }

  static boolean can(Call call, Capability capability) {
    return phoneOf(call).filter(phone -> phone.capabilities().contains(capability)).isPresent();
  }

  /** Says whether the phone plays the call to its user now. */
  static boolean talks(Call call) {
    return (call.state == CallState.CONNECTED && !call.isConference()) || isPlaying(call);
  }

  private static boolean isPlaying(Call leg) {
    Conference conference = leg.conference;
    return leg.state == CallState.CONFERENCED && conference != null && !conference.holds(leg);
  }

  /** Says whether the phone holds the call, whatever waits for it. */
  static boolean isHeld(Call call) {
    return call.held && call.channel != null && !call.over && CallStates.isTalking(call.state);
  }

  /** Says whether the call was dialled and the far end has not answered. */
  static boolean isUnanswered(Call call) {
    return call.outbound
        && call.channel != null
        && (call.state == CallState.PROCEEDING || call.state == CallState.RINGBACK);
  }

  /** Says whether both are calls of one phone that the line's user has now. */
  static boolean atOnePhone(Call one, Call other) {
    return one != other
        && one.line == other.line
        && one.device != null
        && one.device.equals(other.device)
        && phoneOf(one).isPresent();
  }

  /** The call that the hold key takes back when the phone talks to nobody: the newest held one. */
  static Optional<Call> newestHeld(Call at) {
    return heldBeside(at).stream().reduce((older, newer) -> newer);
  }

  /** Says whether a call of the same line is newer: a line keeps its calls in order. */
  static boolean isNewer(Call call, Call than) {
    for (Call one : call.line.calls) {
      if (one == call || one == than) {
        return one == than;
      }
    }
    return false;
  }

  /** Says whether the phone plays another call: then the hold key would act on that one. */
  static boolean othersTalk(Call call, DeviceName device) {
    return call.line.calls.stream()
        .anyMatch(other -> other != call && device.equals(other.device) && talks(other));
  }

  /** Returns the held calls of the phone, oldest first, this one included if it is held. */
  static List<Call> heldBeside(Call at) {
    return at.line.calls.stream()
        .filter(call -> call == at || atOnePhone(call, at))
        .filter(PhoneCalls::isHeld)
        .toList();
  }

  /**
   * Says whether a key that joins the held and the active call of a phone would join these two: no
   * other call is held there.
   */
  static boolean areJoint(Call held, Call active) {
    return atOnePhone(held, active)
        && isHeld(held)
        && !held.isLeg()
        && !active.isLeg()
        && isActive(active)
        && held.leaving == null
        && active.leaving == null
        && heldBeside(held).size() == 1;
  }

  private static boolean isActive(Call call) {
    return isUnanswered(call) || (call.state == CallState.CONNECTED && call.channel != null);
  }

  /** Returns the other call that the phone's joining keys would join with this one. */
  static Optional<Call> partnerOf(Call call) {
    return call.line.calls.stream()
        .filter(other -> areJoint(call, other) || areJoint(other, call))
        .findFirst();
  }
}
