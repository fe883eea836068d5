package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Protection by file mode: 0600, as ssh does with its keys. */
public final class OwnerOnly implements SecretGuard {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  @Override
  public byte[] protect(byte[] secret) {
    return secret.clone();
  }

  @Override
  public byte[] unprotect(Path file, byte[] content) {
    return content.clone();
  }

  @Override
  public void create(Path file) throws IOException {
    AtomicFile.makeFolder(AtomicFile.folderOf(file));
    Files.createFile(file, AtomicFile.mode("rw-------"));
  }

  @Override
  public void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, OWNERS);
  }

  @Override
  public void check(Path file) throws SettingsException, IOException {
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    if (!OWNERS.containsAll(rights)) {
      throw new SettingsException(
          String.format(
              "Others may use the password file %s (mode %s); run: chmod 600 %s, and change the"
                  + " password if somebody may have read it.",
              file, PosixFilePermissions.toString(rights), file));
    }
  }
}
