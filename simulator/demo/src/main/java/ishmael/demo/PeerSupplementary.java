package ishmael.demo;

import ishmael.demo.PeerTelephony.Place;
import ishmael.demo.Telephony.Made;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.LineError;
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

  private Place place(CallKey call) throws IOException {
    return telephony.place(call);
  }

  @Override
  public Optional<LineError> accept(CallKey call) throws IOException {
    return PeerTelephony.result(program.accept(place(call).line(), place(call).call()));
  }

  @Override
  public Optional<LineError> dial(CallKey call, String number) throws IOException {
    return PeerTelephony.result(program.dial(place(call).line(), place(call).call(), number));
  }

  @Override
  public Optional<LineError> swapHold(CallKey talks, CallKey held) throws IOException {
    Place place = place(talks);
    return PeerTelephony.result(program.swapHold(place.line(), place.call(), place(held).call()));
  }

  @Override
  public Optional<LineError> blindTransfer(CallKey call, String target) throws IOException {
    return PeerTelephony.result(
        program.blindTransfer(place(call).line(), place(call).call(), target));
  }

  @Override
  public Optional<LineError> redirect(CallKey call, String target) throws IOException {
    return PeerTelephony.result(program.redirect(place(call).line(), place(call).call(), target));
  }

  @Override
  public Made setupTransfer(CallKey call) throws IOException {
    return telephony.made(
        place(call).line(), program.setupTransfer(place(call).line(), place(call).call(), ""));
  }

  @Override
  public Optional<LineError> completeTransfer(CallKey call, CallKey consultation)
      throws IOException {
    Place place = place(call);
    return PeerTelephony.result(
        program.completeTransfer(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public Made completeConference(CallKey call, CallKey consultation) throws IOException {
    Place place = place(call);
    return telephony.made(
        place.line(),
        program.completeConference(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public MadeConference setupConference(String line, CallKey call) throws IOException {
    int id = telephony.lineId(line);
    AskedConference asked = program.setupConference(id, place(call).call(), "");
    Made conference =
        telephony.made(id, new LineRequests.Asked(asked.conference(), asked.result()));
    return new MadeConference(
        conference, conference.call().map(any -> telephony.key(id, asked.consult())));
  }

  @Override
  public Made prepareAddToConference(CallKey conference) throws IOException {
    Place place = place(conference);
    return telephony.made(
        place.line(), program.prepareAddToConference(place.line(), place.call(), ""));
  }

  @Override
  public Optional<LineError> addToConference(CallKey conference, CallKey consultation)
      throws IOException {
    Place place = place(conference);
    return PeerTelephony.result(
        program.addToConference(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public Optional<LineError> removeFromConference(CallKey call) throws IOException {
    return PeerTelephony.result(
        program.removeFromConference(place(call).line(), place(call).call()));
  }

  @Override
  public Set<CallFeature> features(CallKey call) throws IOException {
    return telephony.features(call);
  }
}
