package ishmael.linemapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The commands whose outcome is open; each gets one, at the latest when its time is over. */
final class Commands {
  private final LineMapperOptions options;
  private final Deadlines deadlines;
  private final Map<CommandId, Sent> open = new LinkedHashMap<>();
  private long numbers;

  private record Sent(BiConsumer<Turn, CommandOutcome> onOutcome, Deadlines.Timer limit) {}

  Commands(LineMapperOptions options, Deadlines deadlines) {
    this.options = options;
    this.deadlines = deadlines;
  }

  void send(Turn turn, PhoneCommand command, BiConsumer<Turn, CommandOutcome> onOutcome) {
    CommandId id = new CommandId(++numbers);
    Deadlines.Timer limit =
        deadlines.after(
            turn, options.commandLimit(), late -> outcome(late, id, new CommandOutcome.Silence()));
    open.put(id, new Sent(onOutcome, limit));
    turn.add(new Effect.Send(id, command));
  }

  void outcome(Turn turn, CommandId id, CommandOutcome outcome) {
    Sent sent = open.remove(id);
    if (sent != null) {
      deadlines.cancel(sent.limit());
      sent.onOutcome().accept(turn, outcome);
    }
  }

  void linkLost(Turn turn, String reason) {
    List<CommandId> all = new ArrayList<>(open.keySet());
    all.forEach(id -> outcome(turn, id, new CommandOutcome.NotSent(reason)));
  }

  /** What a program is told when a command about an existing call was not taken. */
  static LineError errorOf(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.NotSent
        ? LineError.RESOURCEUNAVAIL
        : LineError.OPERATIONFAILED;
  }
}
