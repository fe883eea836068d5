package ishmael.gateway.tapi;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Where events go: to the console, and into a file if one was named. */
final class EventSink implements AutoCloseable {
  private final PrintWriter out;
  private final ZoneId zone;
  private final @Nullable Writer file;

  private EventSink(PrintWriter out, ZoneId zone, @Nullable Writer file) {
    this.out = out;
    this.zone = zone;
    this.file = file;
  }

  static EventSink console(PrintWriter out, ZoneId zone) {
    return new EventSink(out, zone, null);
  }

  /**
   * Also writes one JSON object a line, in UTF-8, to the end of a file.
   *
   * @throws TapiException if the file cannot be written
   */
  static EventSink saving(PrintWriter out, ZoneId zone, Path path) throws TapiException {
    try {
      Writer file =
          Files.newBufferedWriter(
              path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new EventSink(out, zone, file);
    } catch (IOException e) {
      throw new TapiException("The file " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Shows it; in the file it is when this returns, so that nothing is lost if the machine fails.
   */
  void accept(TapiEvent event) {
    out.println(event.text(zone));
    out.flush();
    if (file != null) {
      try {
        file.write(event.json(zone).toString());
        file.write('\n');
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("The file to save to cannot be written", e);
      }
    }
  }

  /** Says a sentence that is no event. */
  void say(String sentence) {
    out.println(sentence);
    out.flush();
  }

  @Override
  public void close() throws TapiException {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new TapiException("The file cannot be written: " + e.getMessage(), e);
      }
    }
  }
}
