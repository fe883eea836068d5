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

  PeerSupplementary(PeerTelephony telephony) {
    this.telephony = telephony;
  }

  private LineRequests program(Place place) {
    return telephony.program(place.line());
  }

  private Place place(CallKey call) throws IOException {
    return telephony.place(call);
  }

  @Override
  public Optional<LineError> accept(CallKey call) throws IOException {
    Place place = place(call);
    return PeerTelephony.result(program(place).accept(place.line(), place.call()));
  }

  @Override
  public Optional<LineError> dial(CallKey call, String number) throws IOException {
    Place place = place(call);
    return PeerTelephony.result(program(place).dial(place.line(), place.call(), number));
  }

  @Override
  public Optional<LineError> swapHold(CallKey talks, CallKey held) throws IOException {
    Place place = place(talks);
    return PeerTelephony.result(
        program(place).swapHold(place.line(), place.call(), place(held).call()));
  }

  @Override
  public Optional<LineError> blindTransfer(CallKey call, String target) throws IOException {
    Place place = place(call);
    return PeerTelephony.result(program(place).blindTransfer(place.line(), place.call(), target));
  }

  @Override
  public Optional<LineError> redirect(CallKey call, String target) throws IOException {
    Place place = place(call);
    return PeerTelephony.result(program(place).redirect(place.line(), place.call(), target));
  }

  @Override
  public Made setupTransfer(CallKey call) throws IOException {
    Place place = place(call);
    return telephony.made(
        place.line(), program(place).setupTransfer(place.line(), place.call(), ""));
  }

  @Override
  public Optional<LineError> completeTransfer(CallKey call, CallKey consultation)
      throws IOException {
    Place place = place(call);
    return PeerTelephony.result(
        program(place).completeTransfer(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public Made completeConference(CallKey call, CallKey consultation) throws IOException {
    Place place = place(call);
    return telephony.made(
        place.line(),
        program(place).completeConference(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public MadeConference setupConference(String line, CallKey call) throws IOException {
    int id = telephony.lineId(line);
    AskedConference asked = telephony.program(id).setupConference(id, place(call).call(), "");
    Made conference =
        telephony.made(id, new LineRequests.Asked(asked.conference(), asked.result()));
    return new MadeConference(
        conference, conference.call().map(any -> telephony.key(id, asked.consult())));
  }

  @Override
  public Made prepareAddToConference(CallKey conference) throws IOException {
    Place place = place(conference);
    return telephony.made(
        place.line(), program(place).prepareAddToConference(place.line(), place.call(), ""));
  }

  @Override
  public Optional<LineError> addToConference(CallKey conference, CallKey consultation)
      throws IOException {
    Place place = place(conference);
    return PeerTelephony.result(
        program(place).addToConference(place.line(), place.call(), place(consultation).call()));
  }

  @Override
  public Optional<LineError> removeFromConference(CallKey call) throws IOException {
    Place place = place(call);
    return PeerTelephony.result(program(place).removeFromConference(place.line(), place.call()));
  }

  @Override
  public Set<CallFeature> features(CallKey call) throws IOException {
    return telephony.features(call);
  }
}
