package ishmael.demo;

import ishmael.demo.Telephony.Made;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.LineError;
import ishmael.simulator.windows.Answer;
import ishmael.simulator.windows.Tapisrv;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The supplementary services through the provider DLL. */
final class TapisrvSupplementary implements Supplementary {
  private static final int TRANSFER = 1;
  private static final int CONFERENCE = 2;

  private static final int PARTIES = 3;

  private final TapisrvTelephony telephony;
  private final Tapisrv tapisrv;
  private final CallKeys keys;

  TapisrvSupplementary(TapisrvTelephony telephony, Tapisrv tapisrv, CallKeys keys) {
    this.telephony = telephony;
    this.tapisrv = tapisrv;
    this.keys = keys;
  }

  private int handle(CallKey call) throws IOException {
    return telephony.handle(call);
  }

  private Optional<LineError> done(Answer answer) {
    return telephony.completed(answer);
  }

  private Made made(Answer answer) {
    Optional<LineError> error = done(answer);
    int call = answer.call() >= 0 ? answer.call() : answer.consultation();
    return new Made(error.isEmpty() ? Optional.of(keys.of(call)) : Optional.empty(), error);
  }

  @Override
  public Optional<LineError> accept(CallKey call) throws IOException {
    return done(tapisrv.accept(handle(call)));
  }

  @Override
  public Optional<LineError> dial(CallKey call, String number) throws IOException {
    return done(tapisrv.dial(handle(call), number));
  }

  @Override
  public Optional<LineError> swapHold(CallKey talks, CallKey held) throws IOException {
    return done(tapisrv.swapHold(handle(talks), handle(held)));
  }

  @Override
  public Optional<LineError> blindTransfer(CallKey call, String target) throws IOException {
    return done(tapisrv.blindTransfer(handle(call), target));
  }

  @Override
  public Optional<LineError> redirect(CallKey call, String target) throws IOException {
    return done(tapisrv.redirect(handle(call), target));
  }

  @Override
  public Made setupTransfer(CallKey call) throws IOException {
    return made(tapisrv.setupTransfer(handle(call)));
  }

  @Override
  public Optional<LineError> completeTransfer(CallKey call, CallKey consultation)
      throws IOException {
    return done(tapisrv.completeTransfer(handle(call), handle(consultation), TRANSFER));
  }

  @Override
  public Made completeConference(CallKey call, CallKey consultation) throws IOException {
    return made(tapisrv.completeTransfer(handle(call), handle(consultation), CONFERENCE));
  }

  @Override
  public MadeConference setupConference(String line, CallKey call) throws IOException {
    Answer answer =
        tapisrv.run(
            "setupConference",
            "call",
            handle(call),
            "line",
            telephony.device(line),
            "parties",
            PARTIES);
    Made conference = made(answer);
    return new MadeConference(
        conference, conference.call().map(any -> keys.of(answer.consultation())));
  }

  @Override
  public Made prepareAddToConference(CallKey conference) throws IOException {
    return made(tapisrv.run("prepareAddToConference", "call", handle(conference)));
  }

  @Override
  public Optional<LineError> addToConference(CallKey conference, CallKey consultation)
      throws IOException {
    return done(
        tapisrv.run(
            "addToConference", "conference", handle(conference), "consult", handle(consultation)));
  }

  @Override
  public Optional<LineError> removeFromConference(CallKey call) throws IOException {
    return done(tapisrv.run("removeFromConference", "call", handle(call)));
  }

  @Override
  public Set<CallFeature> features(CallKey call) throws IOException {
    return TapisrvTelephony.features(tapisrv.callStatus(handle(call)).names("callFeatures"));
  }
}
