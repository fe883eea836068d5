package ishmael.demo;

import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.linemapper.CallState;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be typed at the demo's prompt about handing calls over and joining them. */
final class HandoverCommands {
  private static final Set<CallState> RINGS = EnumSet.of(CallState.OFFERING, CallState.ACCEPTED);
  private static final Set<CallState> TALKS = EnumSet.of(CallState.CONNECTED);
  private static final Set<CallState> WAITS =
      EnumSet.of(CallState.ONHOLDPENDTRANSFER, CallState.ONHOLD);
  private static final Set<CallState> ASKED =
      EnumSet.of(CallState.CONNECTED, CallState.RINGBACK, CallState.PROCEEDING);

  private final Telephony telephony;
  private final CallBoard board;

  HandoverCommands(Telephony telephony, CallBoard board) {
    this.telephony = telephony;
    this.board = board;
  }

  /** Carries out a line for the newest fitting call of a line; {@code words} are all of it. */
  String carryOut(String verb, String line, List<String> words) throws IOException {
    Supplementary tapi = telephony.supplementary();
    return switch (verb) {
      case "transfer" ->
          Commands.result(tapi.blindTransfer(newest(line, TALKS), Commands.rest(words, 2)));
      case "redirect" ->
          Commands.result(tapi.redirect(newest(line, RINGS), Commands.rest(words, 2)));
      case "consult" -> consult(newest(line, TALKS), Commands.rest(words, 2));
      case "complete" ->
          Commands.result(tapi.completeTransfer(newest(line, WAITS), newest(line, ASKED)));
      default ->
          Commands.result(
              tapi.completeConference(newest(line, WAITS), newest(line, TALKS)).error());
    };
  }

  private String consult(CallKey call, String number) throws IOException {
    Supplementary tapi = telephony.supplementary();
    Telephony.Made made = tapi.setupTransfer(call);
    return made.call().isEmpty()
        ? Commands.result(made.error())
        : Commands.result(tapi.dial(made.call().get(), number));
  }

  private CallKey newest(String line, Set<CallState> states) {
    Optional<CallStateEvent> call = board.newest(line, states);
    return call.map(CallStateEvent::call)
        .orElseThrow(
            () -> new IllegalArgumentException("Line " + line + " has no call in " + states + "."));
  }
}
