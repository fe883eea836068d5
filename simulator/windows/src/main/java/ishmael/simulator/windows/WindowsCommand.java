package ishmael.simulator.windows;

import java.util.List;
import java.util.Map;

/**
 * A Windows program with its arguments.
 *
 * @param program a Windows path, an absolute path on this machine, or a name that Windows finds
 * @param arguments passed as they are, blanks and quotes included
 * @param environment added to the little that Wine needs; nothing of this process is inherited.
 *     Seen by every user of this machine in the process list: not for secrets
 */
public record WindowsCommand(
    String program, List<String> arguments, Map<String, String> environment) {
  public WindowsCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A program with the plain environment. */
  public static WindowsCommand of(String program, String... arguments) {
    return new WindowsCommand(program, List.of(arguments), Map.of());
  }

  /** The same command with this environment in place of its own. */
  public WindowsCommand withEnvironment(Map<String, String> values) {
    return new WindowsCommand(program, arguments, values);
  }
}
