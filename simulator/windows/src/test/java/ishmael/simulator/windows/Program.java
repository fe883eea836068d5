package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that speaks to the telephony service without tapi32.dll: program.exe of the tests. */
final class Program implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final int NONE = 1;
  static final int MONITOR = 2;
  static final int OWNER = 4;
  static final int VOICE = 4;

  private final Process process;
  private final TapisrvLink link;
  private int version;
  private long app;
  private long pid;

  private Program(Process process) {
    this.process = process;
    this.link = new TapisrvLink(process);
  }

  /** Starts one that is attached and takes no messages yet. */
  static Program start(WinePrefix prefix, Path executable, String name) throws IOException {
    Program program =
        new Program(
            prefix.start(
                WindowsCommand.of(executable.toString())
                    .withEnvironment(Map.of("PROGRAM_NAME", "C:\\" + name))));
    program.pid =
        program
            .link
            .awaitEvent(event -> event.name().equals("ready"), LIMIT)
            .json()
            .path("pid")
            .asLong();
    return program;
  }

  /** Takes messages from now on. */
  Program listening() {
    succeed("wait");
    return this;
  }

  Program initialised(int apiVersion) {
    version = apiVersion;
    app = succeed("lineInitialize", "appName", "test", "apiVersion", apiVersion).number("lineApp");
    return this;
  }

  long app() {
    return app;
  }

  /** The process, as Windows numbers it. */
  long pid() {
    return pid;
  }

  Answer run(String function, Object... members) {
    JsonNode answer = link.ask(function, members, LIMIT);
    if (answer.has("problem") || answer.path("unread").asInt() != 0) {
      throw new TapisrvException(answer.toString());
    }
    return new Answer(answer);
  }

  Answer succeed(String function, Object... members) {
    Answer answer = run(function, members);
    if (answer.result() < 0) {
      throw new TapisrvException(function + ": " + answer);
    }
    return answer;
  }

  Answer tryOpen(int device, int privileges, int media) {
    return run(
        "lineOpen",
        "lineApp",
        app,
        "device",
        device,
        "version",
        version,
        "privileges",
        privileges,
        "media",
        media);
  }

  /** The HLINE. */
  long open(int device, int privileges) {
    Answer opened = tryOpen(device, privileges, VOICE);
    if (opened.result() != 0) {
      throw new TapisrvException("lineOpen: " + opened);
    }
    return opened.number("line");
  }

  /** Asks for what is asynchronous and awaits its LINE_REPLY; the result of that. */
  int finish(Answer asked) {
    if (asked.result() <= 0) {
      throw new TapisrvException("not begun: " + asked);
    }
    return (int)
        await("LINE_REPLY", event -> event.json().path("p1").asInt() == asked.result())
            .json()
            .path("p2")
            .asLong();
  }

  /** The HCALL of an outgoing call that was answered. */
  long call(long line, String number) {
    Answer made = succeed("lineMakeCall", "line", line, "number", number);
    if (finish(made) != 0) {
      throw new TapisrvException("the call failed: " + made);
    }
    state(made.number("call"), 0x100);
    return made.number("call");
  }

  TapiEvent await(String message, Predicate<TapiEvent> fits) {
    return link.awaitEvent(event -> event.name().equals(message) && fits.test(event), LIMIT);
  }

  TapiEvent await(String message) {
    return await(message, event -> true);
  }

  TapiEvent state(long call, int state) {
    return await(
        "LINE_CALLSTATE",
        event ->
            event.json().path("device").asLong() == call
                && event.json().path("p1").asInt() == state);
  }

  long heard(String message) {
    return link.events().stream().filter(event -> event.name().equals(message)).count();
  }

  /** As the task manager ends it. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new TapisrvException("the program does not end");
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      link.close();
    }
  }

  /** A structure that a function answered. */
  static Structure structure(Answer answer, String member) {
    return new Structure(
        ByteBuffer.wrap(HexFormat.of().parseHex(answer.text(member)))
            .order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Octets of a TAPI structure up to dwUsedSize. */
  record Structure(ByteBuffer data) {
    int needed() {
      return at(4);
    }

    int used() {
      return at(8);
    }

    int at(int offset) {
      return data.getInt(offset);
    }

    /** The text whose size stands at this offset, its own offset behind it. */
    String text(int offset) {
      int size = at(offset);
      if (size == 0) {
        return "";
      }
      byte[] text = new byte[size - 2];
      data.get(at(offset + 4), text);
      return new String(text, StandardCharsets.UTF_16LE);
    }
  }
}
