package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a call looks to TAPI. */
final class CallViews {
  private static final int MAX_COMMENT = 255;

  private CallViews() {}

  static CallView of(Call call) {
    Parties parties = call.parties;
    return new CallView(
        call.id,
        call.line.id,
        call.state,
        call.mode,
        featuresOf(call),
        originOf(call),
        call.reason,
        call.callId,
        call.relatedCallId,
        call.since,
        CallParty.of(parties.caller),
        CallParty.of(parties.called),
        connected(call),
        optional(parties.redirection),
        optional(parties.redirecting),
        call.comment,
        Optional.empty(),
        parties.details.text(call.channel, call.device),
        MemoCodec.memoOf(call));
  }

  private static CallOrigin originOf(Call call) {
    if (call.outbound) {
      return CallOrigin.OUTBOUND;
    }
    return call.internal ? CallOrigin.INTERNAL : CallOrigin.EXTERNAL;
  }

  /** The connected party is the one at the called end. Source: LINECALLINFO, dwConnectedID. */
  private static CallParty connected(Call call) {
    if (!CallStates.isTalking(call.state)) {
      return CallParty.UNAVAIL;
    }
    Parties parties = call.parties;
    boolean moved = call.outbound && !parties.remote.isEmpty();
    return CallParty.of(moved ? parties.remote : parties.called);
  }

  private static CallParty optional(Party party) {
    return party.isEmpty() ? CallParty.UNAVAIL : CallParty.of(party);
  }

  static Set<CallFeature> featuresOf(Call call) {
    EnumSet<CallFeature> features = EnumSet.noneOf(CallFeature.class);
    if (call.state != CallState.IDLE) {
      features.add(CallFeature.DROP);
    }
    switch (call.state) {
      case OFFERING -> {
        features.add(CallFeature.ACCEPT);
        addIf(features, CallFeature.ANSWER, can(call, Capability.OFFHOOK));
      }
      case ACCEPTED -> addIf(features, CallFeature.ANSWER, can(call, Capability.OFFHOOK));
      case DIALTONE, DIALING -> addIf(features, CallFeature.DIAL, call.collected != null);
      case CONNECTED -> addIf(features, CallFeature.HOLD, can(call, Capability.HOLD));
      case ONHOLD -> addIf(features, CallFeature.UNHOLD, can(call, Capability.HOLD));
      default -> {}
    }
    return features;
  }

  private static void addIf(Set<CallFeature> features, CallFeature feature, boolean possible) {
    if (possible) {
      features.add(feature);
    }
  }

  private static boolean can(Call call, Capability capability) {
    return deviceFor(call, capability).isPresent();
  }

  /** Returns the phone that carries the call, if it can do that; any phone if that is not known. */
  static Optional<DeviceName> deviceFor(Call call, Capability capability) {
    return call.line.user.phones().stream()
        .filter(phone -> call.device == null || carries(phone.name(), call))
        .filter(phone -> phone.capabilities().contains(capability))
        .map(Phone::name)
        .findFirst();
  }

  private static boolean carries(DeviceName phone, Call call) {
    return phone.equals(call.device)
        || (CallStates.isRinging(call.state)
            && call.forks.stream().anyMatch(leg -> leg.device().equals(phone)));
  }

  /** The visible labels of the phone book, such as {@code VIP}. */
  static String commentOf(ChannelEvent event) {
    List<Label> labels = event.labels();
    if (labels.isEmpty()) {
      return "";
    }
    String text =
        labels.stream()
            .filter(Label::visible)
            .map(Label::displayName)
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    return text.length() > MAX_COMMENT ? text.substring(0, MAX_COMMENT) : text;
  }
}
