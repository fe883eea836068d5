package ishmael.gateway.phonesystem.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the beginning of what a server says, within a time and a size. */
final class StreamReader {
  private static final int MAX_OCTETS = 65_536;

  /** The answer to the beginning of a stream is complete. */
  static final Pattern FEATURES =
      Pattern.compile("</(\\w+:)?features\\s*>|<(\\w+:)?features\\s*/>|</(\\w+:)?error\\s*>");

  /** The answer to STARTTLS is complete. */
  static final Pattern TLS_ANSWER = Pattern.compile("<(\\w+:)?(proceed|failure)\\b[^>]*>");

  /**
   * What was read.
   *
   * @param complete whether the pattern was found
   * @param ended whether the server closed the connection
   */
  record Heard(String text, boolean complete, boolean ended) {}

  private final Socket socket;

  StreamReader(Socket socket) {
    this.socket = socket;
  }

  /**
   * Reads until the text has the pattern, is no XML, the connection ends or the time is over.
   *
   * @throws IOException if the connection breaks
   */
  Heard read(Pattern until, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (heard.size() < MAX_OCTETS) {
      Optional<Integer> got = some(buffer, end);
      if (got.isEmpty() || got.get() < 0) {
        return new Heard(text(heard), false, got.isPresent());
      }
      heard.write(buffer, 0, got.get());
      String text = text(heard);
      if (until.matcher(text).find()) {
        return new Heard(text, true, false);
      }
      if (!text.stripLeading().isEmpty() && text.stripLeading().charAt(0) != '<') {
        return new Heard(text, false, false);
      }
    }
    return new Heard(text(heard), false, false);
  }

  /** Returns how much came, -1 for the end, or nothing if the time is over. */
  private Optional<Integer> some(byte[] buffer, long end) throws IOException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return Optional.empty();
    }
    try {
      socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
      return Optional.of(socket.getInputStream().read(buffer));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  private static String text(ByteArrayOutputStream heard) {
    return heard.toString(StandardCharsets.UTF_8);
  }
}
