package ishmael.gateway.admin.rpc;

import ishmael.tsp.link.LocalConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Cuts what a connection sends into lines. For one thread. */
public final class LineReader {
  /** The peer sent a line that is longer than allowed; nothing after it can be read. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;

    TooLongException(int limit) {
      super("a line is longer than " + limit + " octets");
    }
  }

  private static final int BUFFER = 8_192;

  private final LocalConnection connection;
  private final int maxLine;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();

  /**
   * Reads from this connection.
   *
   * @param maxLine octets of a line, without its end
   */
  public LineReader(LocalConnection connection, int maxLine) {
    this.connection = connection;
    this.maxLine = maxLine;
  }

  /**
   * Waits for the next line that is not empty; returns it without its end. Nothing if the peer has
   * closed; what it sent of a line before is forgotten.
   *
   * @throws TooLongException if the line is too long
   * @throws IOException if the connection broke or was closed here
   */
  public Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (buffer.hasRemaining()) {
        byte octet = buffer.get();
        if (octet != '\n') {
          line.write(octet);
        } else if (!isBlank(line)) {
          return Optional.of(line.toByteArray());
        } else {
          line.reset();
        }
        if (line.size() > maxLine) {
          throw new TooLongException(maxLine);
        }
      }
      buffer.clear();
      int count = connection.read(buffer);
      buffer.flip();
      if (count < 0) {
        return Optional.empty();
      }
    }
  }

  private static boolean isBlank(ByteArrayOutputStream line) {
    return line.size() == 0 || (line.size() == 1 && line.toByteArray()[0] == (byte) '\r');
  }
}
