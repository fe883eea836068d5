package ishmael.tsp.endpoint;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.frame.Party;
import ishmael.tsp.frame.Request;

/** Frames that tests send around. */
public final class Samples {
  private Samples() {}

  /** Returns a line in service. */
  public static LineFrame line(int id) {
    return line(id, true);
  }

  /** Returns a line. */
  public static LineFrame line(int id, boolean inService) {
    String reason = inService ? "" : "no phone";
    return new LineFrame(id, inService, "Line " + id, "10" + id, reason, 8, 1, 0x85, 1, 1, 0, "");
  }

  /** Returns a call in a LINECALLSTATE_. */
  public static CallFrame call(long id, int line, int state) {
    return call(id, line, state, "Queequeg");
  }

  /** Returns a call from somebody. */
  public static CallFrame call(long id, int line, int state, String name) {
    Party caller = new Party(0xc, "102", name);
    Parties parties =
        new Parties(caller, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN);
    return new CallFrame(
        id,
        line,
        state,
        0,
        0x85,
        4,
        1,
        7,
        0,
        1764000000000L,
        parties,
        "",
        Octets.of((byte) 9),
        0,
        "");
  }

  /** Returns a request to drop a call. */
  public static Request drop(int number, int line, long call) {
    return new Request(
        number,
        Operation.DROP.code(),
        line,
        call,
        0,
        new Caller.Nobody(1725),
        "",
        0,
        Octets.NONE,
        0);
  }
}
