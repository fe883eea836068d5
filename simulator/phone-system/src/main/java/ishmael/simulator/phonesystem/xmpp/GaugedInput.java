package ishmael.simulator.phonesystem.xmpp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts what is read since the last stanza, and remembers why reading failed. */
final class GaugedInput extends FilterInputStream {
  private final long limit;
  private long octets;
  private @Nullable IOException failure;
  private boolean ended;

  /**
   * Counts.
   *
   * @param limit octets of a stanza, 0 for none
   */
  GaugedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /** The next stanza begins about here. */
  void restart() {
    octets = 0;
  }

  boolean exceeded() {
    return limit > 0 && octets > limit;
  }

  /** The client closed its direction, or the connection broke. */
  boolean ended() {
    return ended;
  }

  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    ended |= count < 0;
    octets += Math.max(count, 0);
    if (exceeded()) {
      throw new IOException("The stanza is longer than " + limit + " octets");
    }
    return count;
  }
}
