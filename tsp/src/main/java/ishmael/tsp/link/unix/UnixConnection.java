package ishmael.tsp.link.unix;

import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** One connected Unix domain socket. */
final class UnixConnection implements LocalConnection {
  private static final Logger LOG = System.getLogger(UnixConnection.class.getName());

  private final SocketChannel channel;
  private final UserPrincipal other;
  private final boolean allowed;

  /**
   * Takes over a connected channel in blocking mode.
   *
   * @param expected the user who may be at the other end, beside root, who may do all anyhow
   * @throws IOException if the system does not tell who is there; the channel is then closed
   */
  UnixConnection(SocketChannel channel, UserPrincipal expected) throws IOException {
    this.channel = channel;
    try {
      other = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
      allowed = mayTalk(other, expected);
    } catch (IOException | UnsupportedOperationException reason) {
      channel.close();
      throw new IOException("the system does not tell who is at the other end", reason);
    }
  }

  /** Says whether somebody may be at the other end. */
  static boolean mayTalk(UserPrincipal other, UserPrincipal expected) throws IOException {
    return other.equals(expected) || other.equals(UnixUsers.ROOT.find());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }

  @Override
  public boolean allowed() {
    return allowed;
  }

  @Override
  public Optional<PeerIdentity> peerIdentity() {
    return Optional.of(new PeerIdentity(other.getName(), 0, true));
  }

  @Override
  public String peer() {
    return "user " + other.getName();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException reason) {
      LOG.log(Level.DEBUG, "a socket did not close cleanly", reason);
    }
  }
}
