package ishmael.gateway.tapi;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which line a person means: its number, its name, or a part of the name that only it has. */
final class LineChoice {
  private static final int MOST_NAMED = 20;

  private LineChoice() {}

  /**
   * Finds the line.
   *
   * @throws TapiException naming the candidates, if it is none or several; or why the line meant
   *     cannot be used
   */
  static LineEntry choose(List<LineEntry> lines, String wanted) throws TapiException {
    LineEntry found = find(lines, wanted);
    if (found.problem().isPresent()) {
      throw new TapiException(
          "Line " + found.device() + " cannot be used. " + found.problem().get().sentence());
    }
    return found;
  }

  private static LineEntry find(List<LineEntry> lines, String wanted) throws TapiException {
    for (LineEntry line : lines) {
      if (wanted.equals(Integer.toString(line.device()))) {
        return line;
      }
    }
    List<LineEntry> exact =
        lines.stream().filter(line -> !wanted.isEmpty() && line.name().equals(wanted)).toList();
    if (exact.size() == 1) {
      return exact.get(0);
    }
    if (!exact.isEmpty()) {
      throw new TapiException(
          "Several lines are called " + Shown.word(wanted) + "; use the number:" + names(exact));
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    List<LineEntry> some =
        lines.stream()
            .filter(line -> !part.isEmpty() && line.name().toLowerCase(Locale.ROOT).contains(part))
            .toList();
    if (some.size() == 1) {
      return some.get(0);
    }
    if (some.isEmpty()) {
      throw new TapiException(
          lines.isEmpty()
              ? "TAPI has no lines on this machine."
              : "There is no line " + Shown.word(wanted) + ". There are:" + names(lines));
    }
    throw new TapiException("Several lines match " + Shown.word(wanted) + ":" + names(some));
  }

  private static String names(List<LineEntry> lines) {
    String named =
        lines.stream()
            .limit(MOST_NAMED)
            .map(line -> "\n  " + line.title())
            .collect(Collectors.joining());
    int more = lines.size() - MOST_NAMED;
    return more > 0 ? named + "\n  and " + more + " more" : named;
  }
}
