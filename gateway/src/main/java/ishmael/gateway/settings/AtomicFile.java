package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that always has either its old or its new content, also after a loss of power. */
final class AtomicFile {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path file;
  private final Path folder;

  AtomicFile(Path file) {
    this.file = file.toAbsolutePath();
    this.folder = folderOf(file);
  }

  /** Returns the folder that a file is in. */
  static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  /** Makes a folder, and those above it, that only this account may enter. */
  static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode("rwx------"));
    }
  }

  static FileAttribute<?>[] mode(String rights) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** What is done to a fresh file before anything is in it. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Path fresh) throws IOException;
  }

  /** Writes the content to a file of mode 0600 beside this one, then renames it to this one. */
  void write(byte[] content) throws IOException {
    write(content, fresh -> {});
  }

  /** Does the same with a fresh file that is prepared first. */
  void write(byte[] content, Preparation preparation) throws IOException {
    makeFolder(folder);
    Path fresh = Files.createTempFile(folder, file.getFileName() + ".", ".new", mode("rw-------"));
    try {
      preparation.prepare(fresh);
      fill(fresh, content);
      rename(fresh);
      flushFolder(folder);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Replaces an existing file and keeps who may read it. */
  void replace(byte[] content) throws IOException {
    write(content, this::copyRights);
  }

  private void copyRights(Path fresh) throws IOException {
    if (POSIX) {
      Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
      if (!Files.getOwner(fresh).equals(Files.getOwner(file))) {
        Files.setOwner(fresh, Files.getOwner(file));
      }
    } else {
      copyAccessList(fresh);
    }
  }

  private void copyAccessList(Path fresh) throws IOException {
    AclFileAttributeView from = Files.getFileAttributeView(file, AclFileAttributeView.class);
    AclFileAttributeView to = Files.getFileAttributeView(fresh, AclFileAttributeView.class);
    if (from != null && to != null) {
      to.setAcl(from.getAcl());
    }
  }

  private static void fill(Path fresh, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private void rename(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Windows opens no folders and journals the rename itself. */
  private static void flushFolder(Path folder) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
