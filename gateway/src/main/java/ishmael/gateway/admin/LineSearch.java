package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.domain.IsolationReport.Line;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.stream.Stream;

/** Finds the line that somebody means: by user name, extension or permanent id. */
final class LineSearch {
  private final List<Line> lines;

  LineSearch(List<Line> lines) {
    this.lines = lines;
  }

  /**
   * Finds a line.
   *
   * @throws RpcException if there is none, or more than one could be meant
   */
  UserName find(String named) throws RpcException {
    List<Line> found = lines.stream().filter(line -> isNamed(line, named)).toList();
    if (found.isEmpty()) {
      throw new RpcException(
          ErrorCode.UNKNOWN_LINE,
          "No line has the user, extension or id \"" + named + "\".",
          Near.of(named, lines.stream().flatMap(LineSearch::names).toList()));
    }
    if (found.size() > 1) {
      List<String> users = found.stream().map(line -> line.user().value()).toList();
      throw new RpcException(
          ErrorCode.UNKNOWN_LINE,
          "\"" + named + "\" means several lines; name the id of the line.",
          users);
    }
    return found.get(0).user();
  }

  private static boolean isNamed(Line line, String named) {
    return names(line).anyMatch(named::equalsIgnoreCase)
        || named.equals(Integer.toUnsignedString(line.view().id().value()));
  }

  private static Stream<String> names(Line line) {
    return Stream.of(line.user().value(), line.view().address());
  }
}
