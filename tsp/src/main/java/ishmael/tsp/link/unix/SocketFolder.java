package ishmael.tsp.link.unix;

import ishmael.tsp.link.AddressInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The private folder of a socket, locked for as long as its gateway runs. */
final class SocketFolder implements Closeable {
  private static final Logger LOG = System.getLogger(SocketFolder.class.getName());
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel lockFile;
  private final UserPrincipal user;

  private SocketFolder(FileChannel lockFile, UserPrincipal user) {
    this.lockFile = lockFile;
    this.user = user;
  }

  /** Makes or checks the folder of a socket and locks the socket's name. */
  static SocketFolder claim(Path socket) throws IOException {
    Path folder = socket.getParent();
    if (folder == null) {
      throw new IOException(socket + " is no place for a socket");
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    UserPrincipal self = self(folder);
    check(folder, self);
    return new SocketFolder(lock(socket), self);
  }

  /** Returns the user that this process runs as: who owns what it makes. */
  private static UserPrincipal self(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "owner", null, PRIVATE_FILE);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static void check(Path folder, UserPrincipal self) throws IOException {
    if (!Files.getOwner(folder).equals(self)) {
      throw new IOException(folder + " belongs to somebody else; choose another folder");
    }
    Set<PosixFilePermission> mode =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    if (!PRIVATE.containsAll(mode)) {
      throw new IOException(
          folder
              + " is open to others ("
              + PosixFilePermissions.toString(mode)
              + "); run: chmod 700 "
              + folder);
    }
  }

  private static FileChannel lock(Path socket) throws IOException {
    FileChannel file =
        FileChannel.open(
            socket.resolveSibling(socket.getFileName() + ".lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PRIVATE_FILE);
    FileLock lock;
    try {
      lock = tryLock(file);
    } catch (IOException | RuntimeException reason) {
      file.close();
      throw reason;
    }
    if (lock == null) {
      file.close();
      throw new AddressInUseException(socket.toString());
    }
    return file;
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  UserPrincipal user() {
    return user;
  }

  /**
   * Gives the lock back. The lock file stays: removing it would let two gateways lock two files.
   */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException reason) {
      LOG.log(Level.WARNING, "cannot give the lock back", reason);
    }
  }
}
