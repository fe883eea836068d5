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
    return operation.createsCall() && frame.call() > 0
        ? Optional.of(LineError.INVALPARAM)
        : Optional.empty();
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
    };
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
        failed -> new ishmael.linemapper.Caller.Unidentified(failed.error()));
  }
}
