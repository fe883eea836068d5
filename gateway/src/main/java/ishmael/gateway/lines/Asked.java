package ishmael.gateway.lines;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.RequestKey;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import java.util.Optional;
import java.util.function.Function;

/** What a REQUEST frame turned out to be. */
sealed interface Asked {
  /** LINETRANSFERMODE_TRANSFER: the two others talk to each other. */
  int MODE_TRANSFER = 1;

  /** LINETRANSFERMODE_CONFERENCE: the user stays with them. */
  int MODE_CONFERENCE = 2;

  /** Something for the domain. */
  record Valid(LineRequest request) implements Asked {}

  /** Something that is answered at once. */
  record Refused(LineError error) implements Asked {}

  /** A notice that makes no sense; it has no answer. */
  record Ignored() implements Asked {}

  default <R> R fold(
      Function<Valid, R> onValid, Function<Refused, R> onRefused, Function<Ignored, R> onIgnored) {
    if (this instanceof Valid valid) {
      return onValid.apply(valid);
    }
    if (this instanceof Refused refused) {
      return onRefused.apply(refused);
    }
    return onIgnored.apply((Ignored) this);
  }

  /** Reads a frame that came from the peer with this number. */
  static Asked of(long peer, Request frame) {
    Optional<Operation> known = Operation.ofCode(frame.operation());
    if (known.isEmpty()) {
      return refuse(frame, LineError.OPERATIONUNAVAIL);
    }
    Operation operation = known.get();
    Optional<LineError> fault = fault(operation, frame);
    if (fault.isPresent()) {
      return operation.isNotice() ? new Ignored() : refuse(frame, fault.get());
    }
    int number = operation.isNotice() ? 0 : frame.request();
    Header header =
        new Header(new RequestKey(peer, number), caller(frame.caller()), new LineId(frame.line()));
    return new Valid(request(operation, header, frame));
  }

  private static Asked refuse(Request frame, LineError error) {
    return frame.request() == 0 ? new Ignored() : new Refused(error);
  }

  private static Optional<LineError> fault(Operation operation, Request frame) {
    if (frame.line() == 0) {
      return Optional.of(LineError.INVALLINEHANDLE);
    }
    if (operation == Operation.OPEN_LINE || operation == Operation.CLOSE_LINE) {
      return Optional.empty();
    }
    if (frame.call() == 0) {
      return Optional.of(LineError.INVALCALLHANDLE);
    }
    if ((operation.createsCall() && isTheGateways(frame.call()))
        || (operation.createsConsultation() && isTheGateways(frame.other()))) {
      return Optional.of(LineError.INVALPARAM);
    }
    if (operation.needsOther() && frame.other() == 0) {
      return Optional.of(LineError.INVALCALLHANDLE);
    }
    return conferenceFault(operation, frame);
  }

  /** The conference has an id of its own, which the peer chose. */
  private static Optional<LineError> conferenceFault(Operation operation, Request frame) {
    if (operation == Operation.COMPLETE_TRANSFER) {
      if (frame.option() == MODE_TRANSFER) {
        return Optional.empty();
      }
      if (frame.option() != MODE_CONFERENCE) {
        return Optional.of(LineError.INVALTRANSFERMODE);
      }
    } else if (operation != Operation.SETUP_CONFERENCE) {
      return Optional.empty();
    }
    return isTheGateways(frame.third()) || frame.third() == frame.other()
        ? Optional.of(LineError.INVALPARAM)
        : Optional.empty();
  }

  /** Says whether no peer may choose that id for a call; 0 is none. */
  private static boolean isTheGateways(long id) {
    return id >= 0;
  }

  private static LineRequest request(Operation operation, Header header, Request frame) {
    return switch (operation) {
      case OPEN_LINE -> new LineRequest.OpenLine(header);
      case CLOSE_LINE -> new LineRequest.CloseLine(header);
      case MAKE_CALL -> new LineRequest.MakeCall(header, call(frame), frame.target());
      case DIAL -> new LineRequest.Dial(header, call(frame), frame.target());
      case PICKUP -> new LineRequest.Pickup(header, call(frame), frame.target());
      case ANSWER -> new LineRequest.Answer(header, call(frame));
      case ACCEPT -> new LineRequest.Accept(header, call(frame));
      case DROP -> new LineRequest.Drop(header, call(frame));
      case CLOSE_CALL -> new LineRequest.CloseCall(header, call(frame));
      case HOLD -> new LineRequest.Hold(header, call(frame));
      case UNHOLD -> new LineRequest.Unhold(header, call(frame));
      case SWAP_HOLD -> new LineRequest.SwapHold(header, call(frame), other(frame));
      case BLIND_TRANSFER -> new LineRequest.BlindTransfer(header, call(frame), frame.target());
      case REDIRECT -> new LineRequest.Redirect(header, call(frame), frame.target());
      case SETUP_TRANSFER ->
          new LineRequest.SetupTransfer(header, call(frame), other(frame), frame.target());
      case COMPLETE_TRANSFER -> completion(header, frame);
      case SETUP_CONFERENCE ->
          new LineRequest.SetupConference(
              header, call(frame), new CallId(frame.third()), other(frame), frame.target());
      case PREPARE_ADD_TO_CONFERENCE ->
          new LineRequest.PrepareAddToConference(header, call(frame), other(frame), frame.target());
      case ADD_TO_CONFERENCE -> new LineRequest.AddToConference(header, call(frame), other(frame));
      case REMOVE_FROM_CONFERENCE -> new LineRequest.RemoveFromConference(header, call(frame));
    };
  }

  private static LineRequest completion(Header header, Request frame) {
    return frame.option() == MODE_TRANSFER
        ? new LineRequest.CompleteTransfer(header, call(frame), other(frame))
        : new LineRequest.CompleteConference(
            header, call(frame), other(frame), new CallId(frame.third()));
  }

  private static CallId other(Request frame) {
    return new CallId(frame.other());
  }

  private static CallId call(Request frame) {
    return new CallId(frame.call());
  }

  /** A SID that is none is as good as none. */
  private static ishmael.linemapper.Caller caller(Caller caller) {
    return caller.fold(
        known -> {
          try {
            return new ishmael.linemapper.Caller.Known(known.sidText(), known.session());
          } catch (IllegalArgumentException e) {
            return new ishmael.linemapper.Caller.Unidentified(0);
          }
        },
        nobody -> new ishmael.linemapper.Caller.Nobody(nobody.error()),
        failed -> new ishmael.linemapper.Caller.Unidentified(failed.error()),
        asked -> new ishmael.linemapper.Caller.Asked(asked.ticket().toString()));
  }
}
