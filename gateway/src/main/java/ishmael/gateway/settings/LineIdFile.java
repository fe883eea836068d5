package ishmael.gateway.settings;

import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The permanent line ids given so far. One line a user: eight hexadecimal digits, a blank, the
 * login name. The file may be lost: ids are computed from the user, and only those that had to give
 * way to another can then change.
 */
public final class LineIdFile {
  private static final Logger LOG = System.getLogger(LineIdFile.class.getName());

  private final Path file;

  /** Names the file inside the state folder. */
  public LineIdFile(Path stateFolder) {
    this.file = stateFolder.resolve("line-ids");
  }

  /** Reads what can be read; what can not is said in the log and left out. */
  public Map<UserName, LineId> read() {
    Map<UserName, LineId> ids = new HashMap<>();
    try {
      int number = 0;
      for (String line : Files.readString(file).split("\n", -1)) {
        number++;
        if (!line.isBlank() && !add(line.strip(), ids)) {
          LOG.log(Level.WARNING, "{0}, line {1} is not a line id; it is left out.", file, number);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "{0} is not there yet.", file);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "{0} can not be read ({1}); line ids are computed anew.",
          file,
          SettingsFile.reason(e));
    }
    return ids;
  }

  private static boolean add(String line, Map<UserName, LineId> ids) {
    String[] parts = line.split(" ", 2);
    if (parts.length != 2 || parts[1].isBlank() || !parts[0].matches("[0-9a-f]{8}")) {
      return false;
    }
    int value = Integer.parseUnsignedInt(parts[0], 16);
    LineId id = value == 0 ? null : new LineId(value);
    if (id == null || ids.containsValue(id)) {
      return false;
    }
    return ids.putIfAbsent(new UserName(parts[1]), id) == null;
  }

  /**
   * Replaces the file.
   *
   * @throws IOException and the old file stays as it was
   */
  public void write(Map<UserName, LineId> ids) throws IOException {
    Map<String, LineId> sorted = new TreeMap<>();
    ids.forEach((user, id) -> sorted.put(user.value(), id));
    StringBuilder text = new StringBuilder();
    sorted.forEach((user, id) -> text.append(id).append(' ').append(user).append('\n'));
    new AtomicFile(file).write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
