package ishmael.tsp.frame;

import ishmael.tsp.frame.Caller.Asked;
import ishmael.tsp.frame.Caller.Failed;
import ishmael.tsp.frame.Caller.Known;
import ishmael.tsp.frame.Caller.Nobody;
import ishmael.tsp.frame.MalformedFrameException.Flaw;

/** The field {@code caller} on the wire. */
final class CallerField {
  private CallerField() {}

  private static Caller of(int status, int error, int session, Octets sid)
      throws MalformedFrameException {
    if (status > 3) {
      throw new MalformedFrameException(Flaw.BAD_VALUE, "a caller's status is " + status);
    }
    if (status == 0) {
      return new Known(sid, session);
    }
    if (status == 3) {
      return new Asked(sid, error);
    }
    if (sid.size() != 0) {
      throw new MalformedFrameException(Flaw.BAD_VALUE, "an unknown caller has a SID");
    }
    return status == 1 ? new Nobody(error) : new Failed(error);
  }

  static Caller read(FrameInput in) throws MalformedFrameException {
    return of(in.u8(), in.u32(), in.u32(), in.bytes());
  }

  static void write(Caller caller, FrameOutput out) {
    out.u8(caller.fold(known -> 0, nobody -> 1, failed -> 2, asked -> 3));
    out.u32(caller.fold(known -> 0, Nobody::error, Failed::error, Asked::error));
    out.u32(caller.fold(Known::session, nobody -> 0, failed -> 0, asked -> 0));
    out.bytes(caller.fold(Known::sid, nobody -> Octets.NONE, failed -> Octets.NONE, Asked::ticket));
  }
}
