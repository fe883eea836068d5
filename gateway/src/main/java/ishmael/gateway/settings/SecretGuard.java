package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.file.Path;

/** How a file that others must not read is protected: differs between Windows and elsewhere. */
public interface SecretGuard {
  /** Returns the octets to write to the file. */
  byte[] protect(byte[] secret);

  /**
   * Returns the octets that were given to {@link #protect}.
   *
   * @throws SettingsException if they can not be recovered here
   */
  byte[] unprotect(Path file, byte[] content) throws SettingsException;

  /**
   * Makes an empty file, and the folders above it, that nobody but the gateway and admins may read
   * from the very start.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   */
  void create(Path file) throws IOException;

  /** Lets nobody but the gateway and admins read a file that is still empty. */
  void restrict(Path file) throws IOException;

  /**
   * Refuses a file that others may read.
   *
   * @throws SettingsException with a sentence that says what to do
   */
  void check(Path file) throws SettingsException, IOException;
}
