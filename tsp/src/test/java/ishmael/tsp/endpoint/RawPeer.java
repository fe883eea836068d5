package ishmael.tsp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.HeldCall;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.frame.Welcome;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other end of a {@link LineEndpoint}, frame by frame. */
final class RawPeer implements AutoCloseable {
  private final LocalConnection connection;
  private final FrameReader reader;

  RawPeer(LocalClient client) throws IOException {
    connection = client.connect();
    reader = new FrameReader(connection);
  }

  static RawPeer welcomed(LocalClient client, CallFrame... held) throws IOException {
    RawPeer peer = new RawPeer(client);
    peer.introduce(held);
    assertThat(peer.readSnapshot().get(0)).isInstanceOf(Welcome.class);
    return peer;
  }

  void introduce(CallFrame... held) throws IOException {
    send(new Hello(1, 1, 4711, 64, "test"));
    for (CallFrame call : held) {
      send(new HeldCall(call));
    }
    send(new Ready());
  }

  List<Frame> readSnapshot() throws IOException {
    List<Frame> frames = new ArrayList<>();
    do {
      frames.add(read());
    } while (!(frames.get(frames.size() - 1) instanceof SnapshotEnd));
    return frames;
  }

  void send(Frame frame) throws IOException {
    send(FrameCodec.encode(frame));
  }

  void send(byte[] octets) throws IOException {
    connection.write(ByteBuffer.wrap(octets));
  }

  Frame read() throws IOException {
    return reader.next().orElseThrow(() -> new AssertionError("the gateway has closed"));
  }

  /** Reads until the gateway closes and returns the last frame. */
  Optional<Frame> readToEnd() {
    Optional<Frame> last = Optional.empty();
    try {
      Optional<Frame> next = reader.next();
      while (next.isPresent()) {
        last = next;
        next = reader.next();
      }
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
    return last;
  }

  @Override
  public void close() {
    connection.close();
  }
}
