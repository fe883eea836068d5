package ishmael.tsp.frame;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/** The frame types with their number on the wire. */
public enum FrameType {
  HELLO(0x0001, Hello.class, Hello::read, Hello::write),
  HELD_CALL(0x0002, HeldCall.class, HeldCall::read, HeldCall::write),
  READY(0x0003, Ready.class, in -> new Ready(), (frame, out) -> {}),
  REQUEST(0x0004, Request.class, Request::read, Request::write),
  PONG(0x0005, Pong.class, in -> new Pong(in.u64()), (frame, out) -> out.u64(frame.stamp())),
  WELCOME(0x0101, Welcome.class, Welcome::read, Welcome::write),
  REFUSED(0x0102, Refused.class, Refused::read, Refused::write),
  SNAPSHOT(0x0103, Snapshot.class, in -> new Snapshot(), (frame, out) -> {}),
  SNAPSHOT_END(0x0104, SnapshotEnd.class, in -> new SnapshotEnd(), (frame, out) -> {}),
  LINE(0x0105, LineFrame.class, LineFrame::read, LineFrame::write),
  LINE_GONE(0x0106, LineGone.class, LineGone::read, LineGone::write),
  CALL(0x0107, CallFrame.class, CallFrame::read, CallFrame::write),
  ANSWER(0x0108, Answer.class, Answer::read, Answer::write),
  PING(0x0109, Ping.class, in -> new Ping(in.u64()), (frame, out) -> out.u64(frame.stamp()));

  private final int code;
  private final Reader reader;
  private final Writer<Frame> writer;

  <F extends Frame> FrameType(int code, Class<F> shape, Reader reader, Writer<F> writer) {
    this.code = code;
    this.reader = reader;
    this.writer = (frame, out) -> writer.write(shape.cast(frame), out);
  }

  /** Returns the number on the wire. */
  public int code() {
    return code;
  }

  /** Returns the type with this number, or nothing if this version of the protocol has none. */
  public static Optional<FrameType> ofCode(int code) {
    for (FrameType one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  Frame read(FrameInput in) throws MalformedFrameException {
    return reader.read(in);
  }

  void write(Frame frame, FrameOutput out) {
    writer.write(frame, out);
  }

  @Immutable
  private interface Reader {
    Frame read(FrameInput in) throws MalformedFrameException;
  }

  @Immutable
  private interface Writer<F extends Frame> {
    void write(F frame, FrameOutput out);
  }
}
