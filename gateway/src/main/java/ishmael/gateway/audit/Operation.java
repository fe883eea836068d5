package ishmael.gateway.audit;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineRequest;
import java.util.Optional;

/** What the audit log tells of a request. */
final class Operation {
  private Operation() {}

  /** Returns its name in the line protocol, such as {@code MakeCall}. */
  static String name(LineRequest request) {
    return request.getClass().getSimpleName();
  }

  /** Returns the call that it is about, or that comes into being by it. */
  static Optional<CallId> call(LineRequest request) {
    if (request instanceof LineRequest.OfCall ofCall) {
      return Optional.of(ofCall.call());
    }
    if (request instanceof LineRequest.MakeCall make) {
      return Optional.of(make.call());
    }
    return request instanceof LineRequest.Pickup pickup
        ? Optional.of(pickup.call())
        : Optional.empty();
  }

  /** Returns the number that the program gave, if it gave one. */
  static Optional<String> number(LineRequest request) {
    return Optional.of(target(request)).filter(number -> !number.isEmpty());
  }

  private static String target(LineRequest request) {
    if (request instanceof LineRequest.MakeCall make) {
      return make.target();
    }
    if (request instanceof LineRequest.Dial dial) {
      return dial.target();
    }
    if (request instanceof LineRequest.Pickup pickup) {
      return pickup.target();
    }
    if (request instanceof LineRequest.BlindTransfer transfer) {
      return transfer.target();
    }
    if (request instanceof LineRequest.Redirect redirect) {
      return redirect.target();
    }
    if (request instanceof LineRequest.SetupTransfer setup) {
      return setup.target();
    }
    if (request instanceof LineRequest.SetupConference setup) {
      return setup.target();
    }
    return request instanceof LineRequest.PrepareAddToConference prepare ? prepare.target() : "";
  }
}
