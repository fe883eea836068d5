package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.PhoneState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What all parts of the mapper share: what is known now. */
final class Board {
  private static final int MAX_PRESENCES = 65_536;

  final LineMapperOptions options;
  final LineIds ids;
  final Counters counters = new Counters();
  final Deadlines deadlines = new Deadlines();
  final Answers answers = new Answers();
  final Commands commands;
  final Calls calls;
  final Map<UserName, Line> lines = new LinkedHashMap<>();
  final Map<LineId, Line> linesById = new HashMap<>();

  /** What the phones of all users were last said to do, with a line or without. */
  final Map<UserName, PhoneState> presences =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UserName, PhoneState> eldest) {
          return size() > MAX_PRESENCES;
        }
      };

  /**
   * Whether a request ever named the program's account, now or before a restart: only then does a
   * request on nobody's behalf say something. Source: docs/adr/005-hang-ups-that-are-meant.md.
   */
  boolean callersKnown;

  Directory directory = Directory.EMPTY;

  final MovingPhones moving = new MovingPhones();

  /** Why the link is down, empty while it is up. */
  String linkDown = "not connected to the phone system yet";

  Board(LineMapperOptions options) {
    this.options = options;
    this.ids = new LineIds(options.domain(), options.rememberedIds());
    this.commands = new Commands(options, deadlines);
    this.calls = new Calls(options, deadlines, answers);
  }

  boolean linkUp() {
    return linkDown.isEmpty();
  }

  Optional<Line> line(LineId id) {
    return Optional.ofNullable(linesById.get(id));
  }

  /** A request for this line named the program's account. */
  void callerIsKnown(Line line) {
    callersKnown = true;
    if (!line.callersKnown) {
      line.callersKnown = true;
      line.calls.forEach(call -> call.memo = null);
    }
  }

  void show(Turn turn, Line line) {
    LineView view = viewOf(line);
    if (!view.equals(line.shown)) {
      line.shown = view;
      turn.add(new Effect.LineShown(view));
    }
  }

  LineView viewOf(Line line) {
    return LineViews.of(line, linkDown, options.maxCallsPerLine());
  }
}
