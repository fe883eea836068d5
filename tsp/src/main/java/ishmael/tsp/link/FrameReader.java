package ishmael.tsp.link;

import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Cuts a connection's octets into frames. One thread. */
public final class FrameReader {
  private static final int START_SIZE = 4096;

  private final LocalConnection connection;

  /** Octets between position and limit are read and not yet cut. */
  private ByteBuffer octets = ByteBuffer.allocate(START_SIZE).order(ByteOrder.LITTLE_ENDIAN).flip();

  /** Reads from a connection; the caller closes it. */
  public FrameReader(LocalConnection connection) {
    this.connection = connection;
  }

  /**
   * Waits for the next frame.
   *
   * @return the frame, or nothing if the other end has closed between two frames
   * @throws MalformedFrameException if the octets break the grammar; after all flaws but {@link
   *     Flaw#LENGTH} the next frame can still be read
   * @throws IOException if the connection broke
   */
  public Optional<Frame> next() throws IOException {
    if (!fill(FrameCodec.LENGTH_SIZE)) {
      return Optional.empty();
    }
    int length = FrameCodec.checkedLength(octets.getInt(octets.position()));
    if (!fill(FrameCodec.LENGTH_SIZE + length)) {
      return Optional.empty();
    }
    int body = octets.position() + FrameCodec.LENGTH_SIZE;
    octets.position(body + length);
    return Optional.of(FrameCodec.decodeBody(octets.slice(body, length)));
  }

  /** Returns false if the other end has closed and nothing of a frame is there. */
  private boolean fill(int needed) throws IOException {
    while (octets.remaining() < needed) {
      makeRoom(needed);
      octets.compact();
      int count;
      try {
        count = connection.read(octets);
      } finally {
        octets.flip();
      }
      if (count < 0) {
        if (octets.hasRemaining()) {
          throw new MalformedFrameException(
              Flaw.LENGTH,
              "the connection ended within a frame, " + octets.remaining() + " octets");
        }
        return false;
      }
    }
    return true;
  }

  private void makeRoom(int needed) {
    if (octets.capacity() < needed) {
      int size = Math.max(needed, 2 * octets.capacity());
      octets = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(octets).flip();
    }
  }
}
