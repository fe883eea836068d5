package ishmael.simulator.windows;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A program's day with the test provider: two calls out, one in, a dialog, a line that appears, two
 * starts of the service. With a faulty provider some of it does not come; a lenient scene goes on
 * then.
 */
final class Scene {
  private static final Duration LENIENT = Duration.ofSeconds(1);
  private static final Duration STRICT = Duration.ofSeconds(20);

  private final Tapisrv tapisrv;
  private final boolean lenient;

  Scene(Tapisrv tapisrv, boolean lenient) {
    this.tapisrv = tapisrv;
    this.lenient = lenient;
  }

  void play() {
    List<TapiLine> lines = tapisrv.init();
    if (lines.isEmpty() || lines.get(0).version().equals("0.0")) {
      return; // the provider could not be loaded, and that was the point
    }
    tapisrv.open(0);
    lookAround();
    callOut();
    callIn();
    unansweredCalls();
    completed(tapisrv.run("devSpecific", "line", 0, "data", "dialog:wait"));
    lineAppears();
    tapisrv.close(0);
    tapisrv.shutdown();
    tapisrv.init();
    tapisrv.shutdown();
  }

  private void lookAround() {
    tapisrv.devCaps(0);
    tapisrv.addressCaps(1);
    tapisrv.lineStatus(0);
    tapisrv.addressStatus(0);
    tapisrv.run("numAddressIds", "line", 0);
    tapisrv.run("getId", "line", 0, "class", "tapi/line");
  }

  private void callOut() {
    tapisrv.makeCall(0, "bad");
    Answer made = tapisrv.makeCall(0, "102");
    completed(made);
    state(made.call(), "CONNECTED");
    tapisrv.callInfo(made.call());
    tapisrv.run("setAppSpecific", "call", made.call(), "value", 5);
    completed(tapisrv.hold(made.call()));
    tapisrv.callStatus(made.call());
    completed(tapisrv.unhold(made.call()));
    completed(tapisrv.drop(made.call()));
    state(made.call(), "IDLE");
    tapisrv.closeCall(made.call());
  }

  private void callIn() {
    completed(tapisrv.run("devSpecific", "line", 0, "data", "ring"));
    int call = soft(() -> await("LINE_NEWCALL").call());
    state(call, "OFFERING");
    tapisrv.callInfo(call);
    completed(tapisrv.answer(call));
    state(call, "CONNECTED");
    tapisrv.dropAndClose(call);
  }

  /** One that gets no handle, and one while the line listens to no medium. */
  private void unansweredCalls() {
    tapisrv.run("stress", "nullNewCalls", 1);
    completed(tapisrv.run("devSpecific", "line", 0, "data", "ring"));
    tapisrv.run("setDefaultMediaDetection", "line", 0, "media", 0);
    completed(tapisrv.run("devSpecific", "line", 0, "data", "ring"));
    tapisrv.run("setDefaultMediaDetection", "line", 0, "media", 4);
  }

  private void lineAppears() {
    completed(tapisrv.run("devSpecific", "line", 0, "data", "create"));
    soft(() -> await("LINE_CREATE").line());
  }

  private TapiEvent await(String name) {
    return tapisrv.awaitEvent(event -> event.name().equals(name), limit());
  }

  private void completed(Answer answer) {
    if (!lenient || (answer.result() == 0 && answer.request() > 0)) {
      soft(() -> tapisrv.awaitCompletion(answer, limit()).request());
    }
  }

  private void state(int call, String state) {
    soft(() -> tapisrv.awaitState(call, state, limit()).call());
  }

  private Duration limit() {
    return lenient ? LENIENT : STRICT;
  }

  /** -1 if it did not come and need not. */
  private int soft(Supplier<Integer> wait) {
    try {
      return wait.get();
    } catch (TapisrvException e) {
      if (!lenient) {
        throw e;
      }
      return TapiEvent.NONE;
    }
  }
}
