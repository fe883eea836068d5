package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens lines as monitor and tells everything that TAPI says about them. */
final class Watch {
  private static final Duration SLICE = Duration.ofMillis(200);

  private final TapiSession session;
  private final EventReader reader;
  private final EventSink sink;
  private final Clock clock;
  private final int privileges;
  private final boolean newLines;
  private final Map<Integer, OpenLine> open = new HashMap<>();

  /**
   * @param owner also asks for calls as their owner
   * @param newLines also opens lines that TAPI gets meanwhile
   */
  Watch(TapiSession session, EventSink sink, Clock clock, boolean owner, boolean newLines) {
    this.session = session;
    this.reader = new EventReader(session, clock);
    this.sink = sink;
    this.clock = clock;
    this.privileges = OpenLine.PRIVILEGE_MONITOR | (owner ? OpenLine.PRIVILEGE_OWNER : 0);
    this.newLines = newLines;
  }

  /**
   * Opens the lines and tells their events until {@code stop} says so or the time is over.
   *
   * @throws TapiException if there is nothing to watch, or not any more
   */
  void run(List<LineEntry> lines, Optional<Duration> limit, BooleanSupplier stop)
      throws TapiException {
    Optional<Instant> end = limit.map(clock.instant()::plus);
    for (LineEntry line : lines) {
      begin(line);
    }
    if (open.isEmpty()) {
      throw new TapiException("No line could be opened.");
    }
    tell(
        "START", Optional.empty(), JsonNodeFactory.instance.objectNode().put("lines", open.size()));
    for (OpenLine line : List.copyOf(open.values())) {
      presentCalls(line);
    }
    while (!stop.getAsBoolean() && end.filter(clock.instant()::isAfter).isEmpty()) {
      Optional<TapiMessage> message = session.next(SLICE);
      if (message.isPresent()) {
        handle(message.get());
      }
    }
    tell("END", Optional.empty(), JsonNodeFactory.instance.objectNode());
  }

  private void begin(LineEntry line) {
    try {
      if (line.problem().isPresent()) {
        throw line.problem().get();
      }
      OpenLine opened = session.open(line, privileges);
      open.put(line.device(), opened);
      opened.askForStatusMessages();
    } catch (TapiException e) {
      tell("PROBLEM", Optional.of(line), problem(e));
    }
  }

  private void presentCalls(OpenLine line) {
    try {
      for (int call : session.presentCalls(line.handle())) {
        sink.accept(reader.present(call, line.line()));
      }
    } catch (TapiException e) {
      tell("PROBLEM", Optional.of(line.line()), problem(e));
    }
  }

  private void handle(TapiMessage message) throws TapiException {
    Optional<LineEntry> line = lineOf(message);
    sink.accept(reader.read(message, line));
    switch (message.id()) {
      case TapiMessage.LINE_CALLSTATE -> forgetIfIdle(message);
      case TapiMessage.LINE_CLOSE -> lost(line);
      case TapiMessage.LINE_REMOVE ->
          lost(Optional.ofNullable(open.get(message.dword1())).map(OpenLine::line));
      case TapiMessage.LINE_CREATE -> {
        if (newLines) {
          begin(session.line(message.dword1()));
        }
      }
      case TapiMessage.LINE_LINEDEVSTATE -> endIfAnew(message);
      default -> {}
    }
  }

  private Optional<LineEntry> lineOf(TapiMessage message) {
    boolean nobodys = message.device() == 0 || message.id() == TapiMessage.LINE_REPLY;
    return nobodys
        ? Optional.empty()
        : Optional.ofNullable(open.get((int) message.instance())).map(OpenLine::line);
  }

  private void forgetIfIdle(TapiMessage message) {
    if ((message.dword1() & Bits.CALL_STATE.bit("IDLE")) == 0) {
      return;
    }
    int result = session.calls().deallocateCall(message.device());
    reader.released(message.device());
    if (result < 0) {
      tell("PROBLEM", lineOf(message), problem(TapiException.of("lineDeallocateCall", result)));
    }
  }

  private void lost(Optional<LineEntry> line) throws TapiException {
    if (line.isPresent()) {
      OpenLine lost = open.remove(line.get().device());
      if (lost != null) {
        session.close(lost.handle(), true);
      }
    }
    if (open.isEmpty() && !newLines) {
      throw new TapiException("TAPI has closed the line; there is nothing to watch any more.");
    }
  }

  /** TAPI tells REINIT by itself, or as a stand-in for a message that old programs do not know. */
  private static void endIfAnew(TapiMessage message) throws TapiException {
    boolean anew = (message.dword1() & Bits.DEV_STATE.bit("REINIT")) != 0;
    if (anew && message.parameter2() == 0) {
      throw TapiException.of("LINE_LINEDEVSTATE", LineErrors.REINIT);
    }
  }

  private void tell(String event, Optional<LineEntry> line, ObjectNode details) {
    sink.accept(reader.event(event, line, details));
  }

  private static ObjectNode problem(TapiException e) {
    return JsonNodeFactory.instance.objectNode().put("problem", e.sentence());
  }
}
