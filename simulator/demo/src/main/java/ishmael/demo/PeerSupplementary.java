package ishmael.demo;

import ishmael.demo.Telephony.Made;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.LineError;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.peer.LineRequests;
import ishmael.tsp.peer.LineRequests.AskedConference;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The supplementary services through the Java peer. */
final class PeerSupplementary implements Supplementary {
  private final PeerTelephony telephony;
  private final LineRequests program;

  PeerSupplementary(PeerTelephony telephony, LineRequests program) {
    this.telephony = telephony;
    this.program = program;
  }

  private CallFrame frame(CallKey call) throws IOException {
    return telephony.frame(call);
  }

  @Override
  public Optional<LineError> accept(CallKey call) throws IOException {
    return PeerTelephony.result(program.accept(frame(call).line(), frame(call).call()));
  }

  @Override
  public Optional<LineError> dial(CallKey call, String number) throws IOException {
    return PeerTelephony.result(program.dial(frame(call).line(), frame(call).call(), number));
  }

  @Override
  public Optional<LineError> swapHold(CallKey talks, CallKey held) throws IOException {
    CallFrame frame = frame(talks);
    return PeerTelephony.result(program.swapHold(frame.line(), frame.call(), frame(held).call()));
  }

  @Override
  public Optional<LineError> blindTransfer(CallKey call, String target) throws IOException {
    return PeerTelephony.result(
        program.blindTransfer(frame(call).line(), frame(call).call(), target));
  }

  @Override
  public Optional<LineError> redirect(CallKey call, String target) throws IOException {
    return PeerTelephony.result(program.redirect(frame(call).line(), frame(call).call(), target));
  }

  @Override
  public Made setupTransfer(CallKey call) throws IOException {
    return telephony.made(program.setupTransfer(frame(call).line(), frame(call).call(), ""));
  }

  @Override
  public Optional<LineError> completeTransfer(CallKey call, CallKey consultation)
      throws IOException {
    CallFrame frame = frame(call);
    return PeerTelephony.result(
        program.completeTransfer(frame.line(), frame.call(), frame(consultation).call()));
  }

  @Override
  public Made completeConference(CallKey call, CallKey consultation) throws IOException {
    CallFrame frame = frame(call);
    return telephony.made(
        program.completeConference(frame.line(), frame.call(), frame(consultation).call()));
  }

  @Override
  public MadeConference setupConference(String line, CallKey call) throws IOException {
    AskedConference asked = program.setupConference(telephony.lineId(line), frame(call).call(), "");
    Made conference = telephony.made(new LineRequests.Asked(asked.conference(), asked.result()));
    return new MadeConference(
        conference, conference.call().map(any -> telephony.key(asked.consult())));
  }

  @Override
  public Made prepareAddToConference(CallKey conference) throws IOException {
    CallFrame frame = frame(conference);
    return telephony.made(program.prepareAddToConference(frame.line(), frame.call(), ""));
  }

  @Override
  public Optional<LineError> addToConference(CallKey conference, CallKey consultation)
      throws IOException {
    CallFrame frame = frame(conference);
    return PeerTelephony.result(
        program.addToConference(frame.line(), frame.call(), frame(consultation).call()));
  }

  @Override
  public Optional<LineError> removeFromConference(CallKey call) throws IOException {
    return PeerTelephony.result(
        program.removeFromConference(frame(call).line(), frame(call).call()));
  }

  @Override
  public Set<CallFeature> features(CallKey call) throws IOException {
    return CallFeature.ofMask(frame(call).features());
  }
}
