package ishmael.gateway.lines;

import ishmael.linemapper.AddressFeature;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallParty;
import ishmael.linemapper.CallReason;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineFeature;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import ishmael.linemapper.Memo;
import ishmael.linemapper.PartyFlag;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.FrameText;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.frame.Party;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Lines and calls as frames, and held calls back. Source: docs/line-protocol.md, LINE and CALL. */
final class ViewFrames {
  /** In UTF-16 units: a call has eleven short texts, and they all must fit into one frame. */
  private static final int TEXT_LIMIT = 1_024;

  private static final int U16_MAX = 0xFFFF;

  private ViewFrames() {}

  static LineFrame line(LineView line) {
    return new LineFrame(
        line.id().value(),
        line.inService(),
        text(line.name()),
        text(line.address()),
        text(line.reason()),
        LineFeature.mask(line.lineFeatures()),
        AddressFeature.mask(line.addressFeatures()),
        CallFeature.mask(line.callFeatures()),
        Math.min(line.maxActive(), U16_MAX),
        Math.min(line.maxOnHold(), U16_MAX),
        Math.min(line.maxInConference(), U16_MAX),
        text(line.forwardedTo().orElse("")));
  }

  static CallFrame call(CallView call) {
    return new CallFrame(
        call.id().value(),
        call.line().value(),
        call.state().code(),
        call.mode(),
        CallFeature.mask(call.features()),
        call.origin().code(),
        call.reason().code(),
        call.callId(),
        call.relatedCallId(),
        call.since().toEpochMilli(),
        new Parties(
            party(call.caller()),
            party(call.called()),
            party(call.connected()),
            party(call.redirection()),
            party(call.redirecting())),
        text(call.comment()),
        Octets.of(call.memo().octets()),
        call.conference().map(CallId::value).orElse(0L),
        details(call.details()));
  }

  /** Returns the call, or nothing if the frame has constants this gateway does not know. */
  static Optional<CallView> view(CallFrame frame) {
    Optional<CallState> state = CallState.ofCode(frame.state());
    Optional<CallOrigin> origin = CallOrigin.ofCode(frame.origin());
    Optional<CallReason> reason = CallReason.ofCode(frame.reason());
    if (state.isEmpty() || origin.isEmpty() || reason.isEmpty()) {
      return Optional.empty();
    }
    Parties parties = frame.parties();
    return Optional.of(
        new CallView(
            new CallId(frame.call()),
            new LineId(frame.line()),
            state.get(),
            frame.mode(),
            CallFeature.ofMask(frame.features()),
            origin.get(),
            reason.get(),
            frame.callId(),
            frame.relatedCallId(),
            since(frame),
            party(parties.caller()),
            party(parties.called()),
            party(parties.connected()),
            party(parties.redirection()),
            party(parties.redirecting()),
            frame.comment(),
            Optional.of(frame.conference()).filter(id -> id != 0).map(CallId::new),
            frame.details(),
            new Memo(frame.memo().toArray())));
  }

  private static Instant since(CallFrame frame) {
    try {
      return Instant.ofEpochMilli(frame.since());
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static Party party(CallParty party) {
    return new Party(PartyFlag.mask(party.flags()), text(party.number()), text(party.name()));
  }

  private static CallParty party(Party party) {
    return new CallParty(PartyFlag.ofMask(party.flags()), party.number(), party.name());
  }

  /** Whole lines only, so that no name loses a part of its value. */
  private static String details(String details) {
    String fitting = FrameText.fit(details, FrameText.MAX_UNITS);
    return fitting.substring(0, fitting.lastIndexOf('\n') + 1);
  }

  private static String text(String text) {
    return FrameText.fit(text, TEXT_LIMIT);
  }
}
