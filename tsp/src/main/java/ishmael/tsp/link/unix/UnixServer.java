package ishmael.tsp.link.unix;

import ishmael.tsp.link.AddressInUseException;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Listens on a Unix domain socket that only its user can reach: mode 0600 in a folder of mode 0700.
 * A lock file beside the socket tells a gateway that runs from one that crashed.
 */
public final class UnixServer implements LocalServer {
  private static final Logger LOG = System.getLogger(UnixServer.class.getName());

  private final Path socket;
  private final SocketFolder folder;
  private final ServerSocketChannel channel;

  private UnixServer(Path socket, SocketFolder folder, ServerSocketChannel channel) {
    this.socket = socket;
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Starts to listen.
   *
   * @param socket the socket file; its folder is made if there is none
   * @throws AddressInUseException if another gateway listens there
   * @throws IOException if the folder belongs to somebody else or others can reach into it, or the
   *     path is too long for a socket
   */
  public static UnixServer listen(Path socket) throws IOException {
    Path path = socket.toAbsolutePath();
    SocketFolder folder = SocketFolder.claim(path);
    try {
      removeStale(path);
      return new UnixServer(path, folder, bind(path));
    } catch (IOException | RuntimeException reason) {
      folder.close();
      throw reason;
    }
  }

  private static ServerSocketChannel bind(Path path) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      return channel;
    } catch (IOException | RuntimeException reason) {
      channel.close();
      throw new IOException("cannot listen on " + path + ": " + reason.getMessage(), reason);
    }
  }

  /** Removes the socket of a gateway that crashed. The lock is ours, so nobody should listen. */
  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || Files.isSymbolicLink(path)) {
      throw new IOException(path + " is in the way and no socket; remove it");
    }
    if (somebodyListens(path)) {
      throw new AddressInUseException(path.toString());
    }
    Files.delete(path);
  }

  private static boolean somebodyListens(Path path) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException nobody) {
      LOG.log(Level.DEBUG, "nobody listens on {0}: {1}", path, nobody.getMessage());
      return false;
    }
  }

  @Override
  public LocalConnection accept() throws IOException {
    return new UnixConnection(channel.accept(), folder.user());
  }

  @Override
  public String address() {
    return socket.toString();
  }

  @Override
  public void close() {
    try {
      if (channel.isOpen()) {
        channel.close();
        Files.deleteIfExists(socket);
      }
    } catch (IOException reason) {
      LOG.log(Level.WARNING, "cannot remove " + socket, reason);
    } finally {
      folder.close();
    }
  }
}
