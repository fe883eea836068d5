package ishmael.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a world keeps its files.
 *
 * @param deleted whether closing deletes it with all its content
 */
record Folder(Path path, boolean deleted) implements AutoCloseable {
  static Folder temporary() throws IOException {
    return new Folder(Files.createTempDirectory("ishmael-"), true);
  }

  static Folder kept(Path path) throws IOException {
    return new Folder(Files.createDirectories(path).toAbsolutePath(), false);
  }

  @Override
  public void close() throws IOException {
    if (deleted) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
