package ishmael.demo;

import ishmael.demo.TapiEvent.CallInfoEvent;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.demo.TapiEvent.LineEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one line that shows an event: time, line, call, state, caller, called. */
final class EventLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private EventLine() {}

  static String of(TapiEvent event) {
    if (event instanceof CallStateEvent state) {
      String mode = state.disconnectMode().map(m -> "(" + m + ")").orElse("");
      return line(state.time(), state.line(), state.call(), state.state() + mode, state.seen());
    }
    if (event instanceof CallInfoEvent info) {
      return line(info.time(), info.line(), info.call(), "CALLINFO", info.seen());
    }
    LineEvent line = (LineEvent) event;
    return String.format(
        Locale.ROOT, "%s  %-4s %-9s %s", TIME.format(line.time()), line.line(), "", line.change());
  }

  private static String line(Instant time, String line, CallKey call, String what, CallSeen seen) {
    return String.format(
        Locale.ROOT,
        "%s  %-4s %-9s %-24s from %-32s to %s",
        TIME.format(time),
        line,
        call,
        what,
        party(seen.callerName(), seen.callerNumber()),
        party(seen.calledName(), seen.calledNumber()));
  }

  private static String party(String name, String number) {
    if (name.isEmpty()) {
      return number.isEmpty() ? "-" : number;
    }
    return number.isEmpty() ? name : name + " (" + number + ")";
  }
}
