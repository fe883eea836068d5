package ishmael.tsp.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A stream of octets each way between two processes of this machine. One thread may read while
 * another writes; any thread may close, which ends both.
 */
public interface LocalConnection extends Closeable {
  /**
   * Waits for octets and puts at least one of them into {@code target}, which has room.
   *
   * @return how many, or -1 if the other end has closed
   * @throws IOException if the connection broke or was closed here
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * Writes all octets of {@code source}; waits while the other end does not read.
   *
   * @throws IOException if the connection broke or was closed here; some octets may be written
   */
  void write(ByteBuffer source) throws IOException;

  /** Says whether the operating system vouches that the other end is who it should be. */
  boolean allowed();

  /**
   * Returns the account at the other end, as the operating system vouches for it: its SID on
   * Windows, elsewhere the user's name. On Windows it is known only to the serving end, and only
   * after something was read. Nothing if the system does not tell.
   */
  default Optional<String> peerAccount() {
    return peerIdentity().map(PeerIdentity::account);
  }

  /** Returns account and session at the other end; known as {@link #peerAccount} is. */
  default Optional<PeerIdentity> peerIdentity() {
    return Optional.empty();
  }

  /** Returns who is at the other end, as far as known, such as {@code process 4711}; for logs. */
  String peer();

  /** Closes at once; does not wait for the other end. Never fails, may be repeated. */
  @Override
  void close();
}
