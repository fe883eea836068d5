package ishmael.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An admin program that says what the test wants, and keeps what it hears. */
final class TestClient implements AutoCloseable {
  private static final String END = "closed";

  private final SocketChannel channel;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private TestClient(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects and reads what comes. */
  static TestClient reading(Path socket) throws IOException {
    TestClient client = deaf(socket);
    AdminServer.daemon("test-client", client::read).start();
    return client;
  }

  /** Connects and never reads. */
  static TestClient deaf(Path socket) throws IOException {
    return new TestClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        heard.add(line);
        line = lines.readLine();
      }
    } catch (IOException e) {
      // the end is what counts
    } finally {
      heard.add(END);
    }
  }

  void say(String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }

  void ask(int id, String method, String params) throws IOException {
    say(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}\n");
  }

  /** Says no more; it still reads. */
  void saysNoMore() throws IOException {
    channel.shutdownOutput();
  }

  String next() throws InterruptedException {
    String line = heard.poll(30, TimeUnit.SECONDS);
    assertThat(line).as("something heard").isNotNull();
    return line == null ? "" : line;
  }

  void awaitEnd() throws InterruptedException {
    String last = next();
    while (!last.equals(END)) {
      last = next();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
