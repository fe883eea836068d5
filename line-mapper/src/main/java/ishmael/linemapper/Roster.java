package ishmael.linemapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives selected users their lines, changes them, and takes lines away. */
final class Roster {
  private final Board board;
  private final Correlation correlation;

  Roster(Board board, Correlation correlation) {
    this.board = board;
    this.correlation = correlation;
  }

  /** Users who are selected have a line; it is out of service while the directory lacks them. */
  void update(Turn turn, Collection<User> all, Set<UserName> selected) {
    Map<UserName, User> users = new TreeMap<>(Comparator.comparing(UserName::value));
    all.forEach(user -> users.put(user.name(), user));
    learn(turn, new Directory(board.directory, users.values()));
    board.ids.give(users.keySet());
    for (Line line : List.copyOf(board.lines.values())) {
      UserName name = line.user.name();
      line.known = users.containsKey(name);
      if (!selected.contains(name)) {
        remove(turn, line);
      }
    }
    users.values().stream().filter(user -> selected.contains(user.name())).forEach(this::place);
    for (Line line : board.lines.values()) {
      board.show(turn, line);
      line.calls.forEach(call -> board.calls.show(turn, call));
    }
  }

  private void learn(Turn turn, Directory now) {
    board.moving.learned(turn, board.directory, now, board.counters.events);
    board.directory = now;
  }

  private void place(User user) {
    Line line = board.lines.get(user.name());
    if (line == null) {
      Line added = new Line(board.ids.of(user.name()), user);
      board.lines.put(user.name(), added);
      board.linesById.put(added.id, added);
    } else {
      line.user = user;
    }
  }

  private void remove(Turn turn, Line line) {
    correlation.abandonAll(turn, line, LineError.NODEVICE);
    List<Call> calls = new ArrayList<>(line.calls);
    for (Call call : calls) {
      if (!call.over) { // a conference ends with its parties
        board.calls.end(turn, call, DisconnectMode.UNAVAIL);
      }
    }
    board.lines.remove(line.user.name());
    board.linesById.remove(line.id);
    turn.add(new Effect.LineGone(line.id));
  }

  void showAll(Turn turn) {
    board.lines.values().forEach(line -> board.show(turn, line));
  }
}
