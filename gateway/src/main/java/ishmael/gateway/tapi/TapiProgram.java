package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What {@code ishmael tapi} does. Each method works and prints on the thread that calls it. */
public final class TapiProgram {
  private static final String ALL = "all";

  private final TapiSource source;
  private final PrintWriter out;
  private final Clock clock;
  private final BooleanSupplier stop;

  /**
   * Makes the program.
   *
   * @param clock tells the time, and the zone in which it is shown
   * @param stop says whether the person wants an end; asked several times a second
   */
  public TapiProgram(TapiSource source, PrintWriter out, Clock clock, BooleanSupplier stop) {
    this.source = source;
    this.out = out;
    this.clock = clock;
    this.stop = stop;
  }

  /** Lists all lines, as text or as one JSON document. */
  public void list(boolean json) throws TapiException {
    try (TapiSession session = TapiSession.start(source.load())) {
      ObjectNode list = LineList.look(session);
      if (json) {
        out.println(list.toPrettyString());
      } else {
        LineList.print(list, out);
      }
    } finally {
      out.flush();
    }
  }

  /** Shows capabilities and status of a line, as text or as one JSON document. */
  public void caps(String wanted, boolean json) throws TapiException {
    try (TapiSession session = TapiSession.start(source.load())) {
      LineEntry line = LineChoice.choose(session.lines(), wanted);
      ObjectNode caps = LineCaps.look(session, line);
      if (json) {
        out.println(caps.toPrettyString());
      } else {
        LineCaps.print(line, caps, out);
      }
    } finally {
      out.flush();
    }
  }

  /** Tells what TAPI says of a line, or of {@code all} lines. */
  public void watch(String wanted, boolean owner, Optional<Path> save, Optional<Duration> limit)
      throws TapiException {
    TapiCalls calls = source.load();
    try (EventSink sink = sink(save);
        TapiSession session = TapiSession.start(calls)) {
      boolean all = wanted.equals(ALL);
      List<LineEntry> lines =
          all ? session.lines() : List.of(LineChoice.choose(session.lines(), wanted));
      new Watch(session, sink, clock, owner, all).run(lines, limit, stop);
    }
  }

  /**
   * Calls a number and tells the call's states; returns the exit code.
   *
   * @param translate whether TAPI makes the number dialable by the location's rules first
   */
  public int dial(String wanted, String number, boolean translate, Optional<Duration> hangUpAfter)
      throws TapiException {
    EventSink sink = EventSink.console(out, clock.getZone());
    try (TapiSession session = TapiSession.start(source.load())) {
      LineEntry line = LineChoice.choose(session.lines(), wanted);
      String dialled = number;
      if (translate) {
        dialled = session.translate(line, number).path("dialable").asText(number);
        sink.say("The location makes of it " + Shown.word(dialled) + ".");
      }
      DialEnd end = new Dial(session, line, sink, clock, stop).run(dialled, hangUpAfter);
      sink.say(end.sentence());
      return end.code();
    }
  }

  private EventSink sink(Optional<Path> save) throws TapiException {
    return save.isPresent()
        ? EventSink.saving(out, clock.getZone(), save.get())
        : EventSink.console(out, clock.getZone());
  }
}
