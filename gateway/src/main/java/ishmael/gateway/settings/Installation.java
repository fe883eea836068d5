package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of this installation at the phone system. Two gateways with one name would end each
 * other's connection, so it is drawn once and kept in the state folder.
 */
public final class Installation {
  private static final int RANDOM_OCTETS = 4;

  private final Path file;

  /** Keeps the name inside the state folder. */
  public Installation(Path stateFolder) {
    this.file = stateFolder.resolve("installation");
  }

  /**
   * Returns the name, which is drawn if there is none yet.
   *
   * @throws SettingsException if the state folder can not be used
   */
  public String name() throws SettingsException {
    try {
      String name = Files.readString(file).strip();
      if (wellFormed(name)) {
        return name;
      }
      return draw();
    } catch (NoSuchFileException e) {
      return draw();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Returns the name if one was drawn and can be read; writes nothing. */
  public Optional<String> known() {
    try {
      return Optional.of(Files.readString(file).strip()).filter(Installation::wellFormed);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean wellFormed(String name) {
    return name.matches("ishmael-[0-9a-f]{8}");
  }

  private String draw() throws SettingsException {
    byte[] random = new byte[RANDOM_OCTETS];
    new SecureRandom().nextBytes(random);
    String name = "ishmael-" + HexFormat.of().formatHex(random);
    try {
      new AtomicFile(file).write((name + "\n").getBytes(StandardCharsets.UTF_8));
      return name;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private SettingsException unusable(IOException reason) {
    return new SettingsException(
        String.format(
            "The state file %s can not be used: %s; let the gateway's account write there, or name"
                + " another folder in [state] folder.",
            file, SettingsFile.reason(reason)),
        reason);
  }
}
