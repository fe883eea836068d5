package ishmael.gateway.tapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Where events go: to the console, and into a file if one was named. */
final class EventSink implements AutoCloseable {
  private final PrintWriter out;
  private final ZoneId zone;
  private @Nullable Writer file;
  private @Nullable TapiException failure;

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
      return to(out, zone, Files.newBufferedWriter(path, UTF_8, CREATE, APPEND));
    } catch (IOException e) {
      throw failed(path + " cannot be written", e);
    }
  }

  /** Also writes to that file, and closes it. */
  static EventSink to(PrintWriter out, ZoneId zone, Writer file) {
    return new EventSink(out, zone, file);
  }

  /**
   * Shows it. In the file it is when this returns, so that nothing is lost if the machine fails; a
   * file that fails is given up, which is said at once and once more by {@link #close}.
   */
  void accept(TapiEvent event) {
    out.println(event.text(zone));
    out.flush();
    Writer to = file;
    if (to != null) {
      try {
        to.write(event.json(zone).toString());
        to.write('\n');
        to.flush();
      } catch (IOException e) {
        file = null;
        failure = failed("was not written to the end", e);
        say(failure.sentence());
      }
    }
  }

  /** Says a sentence that is no event. */
  void say(String sentence) {
    out.println(sentence);
    out.flush();
  }

  private static TapiException failed(String what, IOException e) {
    return new TapiException("The file " + what + ": " + e.getMessage(), e);
  }

  /**
   * Closes the file.
   *
   * @throws TapiException if not all is in it
   */
  @Override
  public void close() throws TapiException {
    TapiException problem = failure;
    Writer last = file;
    file = null;
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        problem = failed("was not written to the end", e);
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
