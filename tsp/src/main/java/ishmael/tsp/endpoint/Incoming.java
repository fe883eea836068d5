package ishmael.tsp.endpoint;

import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import ishmael.tsp.link.FrameReader;
import java.io.IOException;
import java.util.Optional;

/** A peer's frames, counted. One thread. */
final class Incoming {
  private final FrameReader reader;
  private final LinkCounters counters;

  Incoming(FrameReader reader, LinkCounters counters) {
    this.reader = reader;
    this.counters = counters;
  }

  /**
   * Waits for the next frame that this version knows.
   *
   * @param later whether the peer knows later versions, whose frames are skipped
   * @return nothing if the peer has closed
   */
  Optional<Frame> next(boolean later) throws IOException {
    while (true) {
      try {
        Optional<Frame> frame = reader.next();
        counters.add(LinkEvent.FRAME_IN);
        return frame;
      } catch (MalformedFrameException reason) {
        if (reason.flaw() != Flaw.UNKNOWN_TYPE || !later) {
          throw reason;
        }
        counters.add(LinkEvent.UNKNOWN_FRAME);
      }
    }
  }
}
