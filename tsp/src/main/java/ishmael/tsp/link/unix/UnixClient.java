package ishmael.tsp.link.unix;

import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** Connects to a {@link UnixServer} of the same user or root. */
public final class UnixClient implements LocalClient {
  private final Path socket;

  /** Connects to this socket file, once asked. */
  public UnixClient(Path socket) {
    this.socket = socket.toAbsolutePath();
  }

  @Override
  public LocalConnection connect() throws IOException {
    UserPrincipal self = UnixUsers.SELF.find();
    try {
      return new UnixConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)), self);
    } catch (IOException reason) {
      throw new IOException("no gateway on " + socket + ": " + reason.getMessage(), reason);
    }
  }

  @Override
  public String address() {
    return socket.toString();
  }
}
