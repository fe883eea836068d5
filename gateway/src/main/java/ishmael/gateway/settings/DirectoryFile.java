package ishmael.gateway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ishmael.gateway.directory.DirectoryMemory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The users of the phone system as they were known last, in JSON; lines are made of them while the
 * phone system is not connected. A file that is lost, damaged, of another version or of another
 * account is as good as none: lines then come with the next login.
 */
public final class DirectoryFile {
  private static final Logger LOG = System.getLogger(DirectoryFile.class.getName());

  /** Several times what 10,000 users need. */
  private static final long MAX_SIZE = 64L << 20;

  private final Path file;
  private final String account;

  /**
   * Names the file inside the state folder.
   *
   * @param account the account of the phone system with its domain: another one has other users
   */
  public DirectoryFile(Path stateFolder, String account) {
    this.file = stateFolder.resolve("directory.json");
    this.account = account;
  }

  /** Reads what is remembered of this account; why it can not be used is said in the log. */
  public Optional<DirectoryMemory> read() {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new DirectoryJson.DamagedException("it is larger than 64 MiB");
      }
      return DirectoryJson.read(new ObjectMapper().readTree(Files.readAllBytes(file)), account);
    } catch (NoSuchFileException e) {
      LOG.log(Level.DEBUG, "{0} is not there yet.", file);
    } catch (JsonProcessingException e) {
      unusable("it is damaged: " + e.getOriginalMessage());
    } catch (DirectoryJson.DamagedException e) {
      unusable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      unusable(SettingsFile.reason(e));
    }
    return Optional.empty();
  }

  private void unusable(String reason) {
    LOG.log(
        Level.WARNING,
        "{0} can not be used ({1}); lines come with the next login to the phone system.",
        file,
        reason);
  }

  /**
   * Replaces the file.
   *
   * @throws IOException and the old file stays as it was
   */
  public void write(DirectoryMemory memory) throws IOException {
    byte[] text =
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(DirectoryJson.write(memory, account));
    new AtomicFile(file).write(text);
  }
}
