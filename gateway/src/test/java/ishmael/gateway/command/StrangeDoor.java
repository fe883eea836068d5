package ishmael.gateway.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A port that answers the first octets of each connection with a text, whatever they are. */
final class StrangeDoor implements AutoCloseable {
  static final String WITHOUT_TLS =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='s1' version='1.0'"
          + " xmlns:stream='http://etherx.jabber.org/streams' from='mobydick'><stream:features>"
          + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
          + "</mechanisms></stream:features>";
  static final String HOST_UNKNOWN =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
          + "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
          + "</stream:error></stream:stream>";

  private final ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final String answer;

  StrangeDoor(String answer) throws IOException {
    this.answer = answer;
    Thread thread = new Thread(this::serve, "strange-door");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return door.getLocalPort();
  }

  synchronized String heard() {
    return heard.toString(StandardCharsets.UTF_8);
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket socket = door.accept()) {
        byte[] buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        boolean told = false;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          hear(buffer, n);
          if (!told) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            told = true;
          }
        }
      } catch (IOException e) {
        hear(new byte[0], 0); // the other end went away, or the door was closed
      }
    }
  }

  private synchronized void hear(byte[] octets, int count) {
    heard.write(octets, 0, count);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
