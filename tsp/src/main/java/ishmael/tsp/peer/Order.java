package ishmael.tsp.peer;

import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.FrameText;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of the gateway, without who asks. Fields that an operation does not use are 0 or
 * empty. Source: docs/line-protocol.md, Operations.
 */
record Order(
    Operation operation, int line, long call, long other, long third, int option, String target) {

  /** An operation on one call. */
  static Order of(Operation operation, int line, long call, String target) {
    return new Order(operation, line, call, 0, 0, 0, target);
  }

  /** An operation on two calls. */
  static Order of(Operation operation, int line, long call, long other, String target) {
    return new Order(operation, line, call, other, 0, 0, target);
  }

  /** Returns the calls that come into being if it succeeds, the conference before its parties. */
  List<Long> created() {
    List<Long> created = new ArrayList<>();
    if (third != 0) {
      created.add(third);
    }
    if (operation.createsConsultation()) {
      created.add(other);
    }
    if (operation.createsCall()) {
      created.add(call);
    }
    return created;
  }

  Request frame(int number, Caller caller) {
    String text = FrameText.fit(target);
    return new Request(
        number, operation.code(), line, call, other, caller, text, option, Octets.NONE, third);
  }
}
