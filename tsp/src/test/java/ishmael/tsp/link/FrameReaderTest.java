package ishmael.tsp.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import ishmael.tsp.endpoint.Samples;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.frame.Ping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  /** Octets that arrive a few at a time, then the end. */
  private record Pieces(ByteBuffer octets, int size) implements LocalConnection {
    @Override
    public int read(ByteBuffer target) {
      if (!octets.hasRemaining()) {
        return -1;
      }
      int count = Math.min(size, Math.min(octets.remaining(), target.remaining()));
      target.put(octets.slice(octets.position(), count));
      octets.position(octets.position() + count);
      return count;
    }

    @Override
    public void write(ByteBuffer source) {
      throw new UnsupportedOperationException("nobody writes here");
    }

    @Override
    public boolean allowed() {
      return true;
    }

    @Override
    public String peer() {
      return "a test";
    }

    @Override
    public void close() {}
  }

  private static final List<Frame> FRAMES =
      List.of(
          new Ping(1),
          Samples.call(5, 1, 2),
          new ishmael.tsp.frame.CallFrame(
              6, 1, 2, 0, 0, 0, 0, 0, 0, 0, Parties.UNKNOWN, "x".repeat(4096), Octets.NONE, 0, ""),
          new Answer(7, -1),
          Samples.line(1));

  private static FrameReader reader(int size, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return new FrameReader(new Pieces(ByteBuffer.wrap(all.toByteArray()), size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 4096, 1 << 20})
  void frames_inPiecesOfAnySize_areTheSame(int size) throws Exception {
    FrameReader reader =
        reader(size, FRAMES.stream().map(FrameCodec::encode).toArray(byte[][]::new));

    for (Frame frame : FRAMES) {
      assertThat(reader.next()).contains(frame);
    }
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void end_withinAFrame_isAFlaw() throws Exception {
    FrameReader reader = reader(64, new byte[] {10, 0, 0, 0, 9, 1});

    assertThatThrownBy(reader::next)
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("ended within a frame");
  }

  @Test
  void frameOfAnUnknownType_isSkippedByGoingOn() throws Exception {
    FrameReader reader =
        reader(64, new byte[] {2, 0, 0, 0, 0x7f, 0}, FrameCodec.encode(new Ping(2)));

    assertThatThrownBy(reader::next).isInstanceOf(MalformedFrameException.class);
    assertThat(reader.next()).contains(new Ping(2));
  }

  @Test
  void greatLengths_doNotMakeItAllocate() throws Exception {
    byte[] hugeFrame = {-1, -1, -1, 127, 9, 1};
    byte[] hugeText = {12, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 16, 'a', 0, 'b', 0};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    flawOf(hugeFrame);
    flawOf(hugeText);

    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < 1000; i++) {
      flawOf(hugeFrame);
      flawOf(hugeText);
    }
    long each = (threads.getThreadAllocatedBytes(self) - before) / 2000;

    assertThat(each).isLessThan(16_384);
  }

  private static void flawOf(byte[] octets) throws IOException {
    FrameReader reader = reader(64, octets);
    try {
      throw new AssertionError("it was taken for " + reader.next());
    } catch (MalformedFrameException expected) {
      if (expected.getMessage() == null) {
        throw new AssertionError("no message", expected);
      }
    }
  }
}
