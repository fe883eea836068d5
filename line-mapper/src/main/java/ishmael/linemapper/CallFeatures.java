package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/** What a program may ask of a call now. Source: docs/calls.md, "Functions". */
final class CallFeatures {
  private CallFeatures() {}

  static Set<CallFeature> of(Call call) {
    EnumSet<CallFeature> features = EnumSet.noneOf(CallFeature.class);
    if (call.state == CallState.IDLE) {
      return features;
    }
    features.add(CallFeature.DROP);
    switch (call.state) {
      case OFFERING -> {
        features.add(CallFeature.ACCEPT);
        addRinging(features, call);
      }
      case ACCEPTED -> addRinging(features, call);
      case DIALTONE, DIALING -> addIf(features, CallFeature.DIAL, call.collected != null);
      case PROCEEDING, RINGBACK, CONNECTED, ONHOLD, ONHOLDPENDTRANSFER -> addCourse(features, call);
      case CONFERENCED -> addIf(features, CallFeature.REMOVEFROMCONF, isJoined(call));
      default -> {}
    }
    return features;
  }

  private static void addRinging(Set<CallFeature> features, Call call) {
    addIf(features, CallFeature.ANSWER, CallViews.deviceFor(call, Capability.OFFHOOK).isPresent());
    addIf(features, CallFeature.REDIRECT, call.channel != null && call.leaving == null);
  }

  private static void addCourse(Set<CallFeature> features, Call call) {
    if (call.channel == null) {
      return; // a conference, or a call that has just been dialled
    }
    boolean canHold =
        CallViews.deviceFor(call, Capability.HOLD)
            .filter(device -> !PhoneCalls.othersTalk(call, device))
            .isPresent();
    if (call.state == CallState.CONNECTED) {
      addIf(features, CallFeature.HOLD, canHold);
      addIf(features, CallFeature.SETUPTRANSFER, canConsult(call));
      addIf(features, CallFeature.SETUPCONF, canConfer(call));
    } else if (PhoneCalls.isHeld(call)) {
      addIf(features, CallFeature.UNHOLD, canHold);
    }
    boolean plain = call.state == CallState.CONNECTED || call.state == CallState.ONHOLD;
    addIf(features, CallFeature.BLINDTRANSFER, plain && call.leaving == null);
    addPairs(features, call);
  }

  private static void addPairs(Set<CallFeature> features, Call call) {
    addIf(features, CallFeature.COMPLETETRANSF, Transfers.canComplete(call));
    addIf(features, CallFeature.ADDTOCONF, Conferences.canAdd(call));
    addIf(features, CallFeature.SWAPHOLD, Swaps.canSwap(call));
  }

  /**
   * Says whether another call could be made at the call's phone while it holds this one, and both
   * be joined then: beside a further held call the joining keys are not pressed.
   */
  static boolean canConsult(Call call) {
    return call.state == CallState.CONNECTED
        && call.channel != null
        && call.consultation == null
        && call.conference == null
        && call.leaving == null
        && PhoneCalls.heldBeside(call).isEmpty()
        && PhoneCalls.can(call, Capability.HOLD)
        && call.line.user.phones().stream()
            .filter(phone -> phone.capabilities().contains(Capability.DIAL))
            .findFirst()
            .filter(phone -> phone.name().equals(call.device))
            .isPresent();
  }

  static boolean canConfer(Call call) {
    return canConsult(call) && PhoneCalls.can(call, Capability.CONFERENCE);
  }

  private static boolean isJoined(Call leg) {
    return leg.conference != null && leg.conference.joined;
  }

  private static void addIf(Set<CallFeature> features, CallFeature feature, boolean possible) {
    if (possible) {
      features.add(feature);
    }
  }
}
