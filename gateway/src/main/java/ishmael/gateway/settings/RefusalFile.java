package ishmael.gateway.settings;

import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How often the phone system refused the stored password of an account, in a file of the state
 * folder. It tells nothing about the password: only when it was stored, so that storing it again
 * makes the count void, as another account or another server does.
 */
public final class RefusalFile {
  private static final Logger LOG = System.getLogger(RefusalFile.class.getName());

  private final Path file;
  private final String account;
  private final String servers;
  private final String stored;

  /**
   * Names the file inside the state folder.
   *
   * @param stored when the password was stored
   */
  public RefusalFile(Path stateFolder, String account, String servers, String stored) {
    this.file = stateFolder.resolve("refused-password");
    this.account = account;
    this.servers = servers;
    this.stored = stored;
  }

  /** Returns the count; 0 if there is none for this account, these servers and this password. */
  public int read() {
    Properties kept = new Properties();
    try {
      kept.load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "{0} can not be read ({1}); it counts anew.", file, e.toString());
      return 0;
    }
    boolean ours =
        account.equals(kept.getProperty("account"))
            && servers.equals(kept.getProperty("servers"))
            && stored.equals(kept.getProperty("password-stored"));
    return ours ? count(kept.getProperty("count", "")) : 0;
  }

  private static int count(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  /** Keeps the count over a loss of power; 0 removes the file. What fails is said in the log. */
  public void write(int count) {
    try {
      if (count == 0) {
        Files.deleteIfExists(file);
        return;
      }
      String text =
          line("account", account)
              + line("servers", servers)
              + line("password-stored", stored)
              + line("count", String.valueOf(count));
      new AtomicFile(file).write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "How often the password was refused can not be kept for the next start: {0}",
          SettingsFile.reason(e));
    }
  }

  /** Escapes what {@link Properties} would not read as it is, blanks at the beginning too. */
  private static String line(String key, String value) {
    String text =
        value
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f")
            .replace(" ", "\\ ");
    return key + "=" + text + "\n";
  }
}
