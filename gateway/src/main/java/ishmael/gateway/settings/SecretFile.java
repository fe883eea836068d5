package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file beside the settings file that holds the password of the phone system's account. */
public final class SecretFile {
  /** Far more than a password and its protection need. */
  private static final int MAX_SIZE = 65_536;

  private final Path file;
  private final SecretGuard guard;

  /** Names the file that belongs to a settings file. */
  public SecretFile(Path settingsFile, SecretGuard guard) {
    this.file = settingsFile.toAbsolutePath().resolveSibling("password");
    this.guard = guard;
  }

  /** Returns where the file is. */
  public Path path() {
    return file;
  }

  /**
   * Reads the password.
   *
   * @throws SettingsException if it is missing, unreadable, or readable by others
   */
  public Secret read() throws SettingsException {
    try {
      guard.check(file);
      if (Files.size(file) > MAX_SIZE) {
        throw damaged(null);
      }
      byte[] plain = guard.unprotect(file, Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
      String password = text.replaceFirst("\\r?\\n$", "");
      if (password.isEmpty()) {
        throw damaged(null);
      }
      return new Secret(password, Optional.of(Files.getLastModifiedTime(file).toString()));
    } catch (NoSuchFileException e) {
      throw new SettingsException(
          "No password is stored in " + file + "; store it with: ishmael gateway password", e);
    } catch (CharacterCodingException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw new SettingsException(
          "The password file " + file + " can not be read: " + SettingsFile.reason(e) + ".", e);
    }
  }

  private SettingsException damaged(@Nullable Throwable cause) {
    String sentence =
        "The password file " + file + " is damaged; store it again: ishmael gateway password";
    return cause == null ? new SettingsException(sentence) : new SettingsException(sentence, cause);
  }

  /**
   * Stores the password.
   *
   * @throws SettingsException if the file can not be written; an older one stays as it was
   */
  public void write(Secret secret) throws SettingsException {
    byte[] content = guard.protect(secret.reveal().getBytes(StandardCharsets.UTF_8));
    try {
      new AtomicFile(file).write(content, guard::restrict);
    } catch (IOException e) {
      throw new SettingsException(
          "The password file " + file + " can not be written: " + SettingsFile.reason(e) + ".", e);
    }
  }
}
