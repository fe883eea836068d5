package ishmael.linemapper;

import java.util.EnumSet;
import java.util.Set;

/** How a line looks to TAPI. */
final class LineViews {
  private LineViews() {}

  static LineView of(Line line, String linkDown, int maxCalls) {
    String reason = line.known ? linkDown : "the phone system does not know the user any more";
    Party party = line.party();
    String name =
        party.number().isEmpty() ? party.name() : party.name() + " (" + party.number() + ")";
    return new LineView(
        line.id,
        reason.isEmpty(),
        name,
        party.number(),
        reason,
        canDial(line) ? EnumSet.of(LineFeature.MAKECALL) : EnumSet.noneOf(LineFeature.class),
        addressFeatures(line),
        callFeatures(line),
        maxCalls,
        maxCalls,
        can(line, Capability.CONFERENCE) ? Conference.MAX_PARTIES : 0,
        line.user.redirect());
  }

  static boolean canDial(Line line) {
    return can(line, Capability.DIAL);
  }

  private static boolean can(Line line, Capability capability) {
    return line.user.phones().stream().anyMatch(p -> p.capabilities().contains(capability));
  }

  private static Set<AddressFeature> addressFeatures(Line line) {
    EnumSet<AddressFeature> features = EnumSet.noneOf(AddressFeature.class);
    if (canDial(line)) {
      features.add(AddressFeature.MAKECALL);
    }
    if (!line.user.phones().isEmpty()) {
      features.add(AddressFeature.PICKUP);
    }
    return features;
  }

  private static Set<CallFeature> callFeatures(Line line) {
    EnumSet<CallFeature> features = EnumSet.of(CallFeature.DROP, CallFeature.ACCEPT);
    if (canDial(line)) {
      features.add(CallFeature.DIAL);
    }
    if (can(line, Capability.OFFHOOK)) {
      features.add(CallFeature.ANSWER);
    }
    if (can(line, Capability.HOLD)) {
      features.add(CallFeature.HOLD);
      features.add(CallFeature.UNHOLD);
      features.add(CallFeature.SWAPHOLD);
    }
    addHandovers(features, line);
    return features;
  }

  /** The phone that is dialled for the user carries consultation calls, so its keys count. */
  private static void addHandovers(Set<CallFeature> features, Line line) {
    features.add(CallFeature.BLINDTRANSFER);
    features.add(CallFeature.REDIRECT);
    if (can(line, Capability.TRANSFER)) {
      features.add(CallFeature.COMPLETETRANSF);
    }
    Set<Capability> keys =
        line.user.phones().stream()
            .map(Phone::capabilities)
            .filter(capabilities -> capabilities.contains(Capability.DIAL))
            .findFirst()
            .orElse(Set.of());
    if (keys.contains(Capability.HOLD)) {
      features.add(CallFeature.SETUPTRANSFER);
      features.add(CallFeature.COMPLETETRANSF);
      if (keys.contains(Capability.CONFERENCE)) {
        features.add(CallFeature.SETUPCONF);
        features.add(CallFeature.ADDTOCONF);
      }
    }
    if (can(line, Capability.CONFERENCE)) {
      features.add(CallFeature.REMOVEFROMCONF);
    }
  }
}
