package ishmael.gateway.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines. When it is full it becomes {@code FILE.1}, the one before {@code FILE.2} and so
 * on; the oldest is deleted. No line waits in this process. A file that was taken away is made
 * anew, and half a line that a full disk or a loss of power left behind is ended. For one thread at
 * a time.
 */
public final class RotatedOutput implements AutoCloseable {
  private final Path file;
  private final long maxSize;
  private final int olderFiles;
  private final Opening opening;
  private final Consumer<IOException> unmoved;
  private final Moving moving;
  private @Nullable OutputStream out;
  private long size;

  /** How a file gets another name. */
  interface Moving {
    void move(Path from, Path to) throws IOException;
  }

  /** How a file is opened to add lines. */
  @FunctionalInterface
  public interface Opening {
    /** Opens the file and makes it before if there is none. */
    OutputStream open(Path file) throws IOException;

    /** As the account's usual rights are. */
    static Opening usual() {
      return file ->
          Files.newOutputStream(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
  }

  /**
   * Names a file, which is opened at the first use.
   *
   * @param maxSize in octets; only a single line that is longer is in a bigger file
   * @param olderFiles how many are kept beside the present one
   * @param unmoved hears why full files can not be moved; the present one grows on then, which is
   *     better than silence
   */
  public RotatedOutput(
      Path file, long maxSize, int olderFiles, Opening opening, Consumer<IOException> unmoved) {
    this(
        file,
        maxSize,
        olderFiles,
        opening,
        unmoved,
        (from, to) -> Files.move(from, to, StandardCopyOption.REPLACE_EXISTING));
  }

  RotatedOutput(
      Path file,
      long maxSize,
      int olderFiles,
      Opening opening,
      Consumer<IOException> unmoved,
      Moving moving) {
    this.file = file;
    this.maxSize = maxSize;
    this.olderFiles = olderFiles;
    this.opening = opening;
    this.unmoved = unmoved;
    this.moving = moving;
  }

  /** Opens the file if it is not open. */
  public void open() throws IOException {
    if (out == null) {
      reopen();
    }
  }

  private OutputStream reopen() throws IOException {
    OutputStream opened = opening.open(file);
    out = opened;
    size = Files.size(file);
    if (size > 0 && !endsWithLine()) {
      opened.write('\n');
      size++;
    }
    return opened;
  }

  private boolean endsWithLine() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.position(size - 1).read(last) < 1 || last.get(0) == '\n';
    }
  }

  /**
   * Adds a line, which ends with a line feed.
   *
   * @throws IOException if it could not be written, or not whole; the next call tries anew
   */
  public void write(byte[] line) throws IOException {
    OutputStream present = out;
    if (present == null || Files.notExists(file)) {
      close();
      present = reopen();
    }
    if (size > 0 && size + line.length > maxSize) {
      present = rotate();
    }
    try {
      present.write(line);
      size += line.length;
    } catch (IOException e) {
      abandon(e);
      throw e;
    }
  }

  private void abandon(IOException why) {
    try {
      close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private OutputStream rotate() throws IOException {
    close();
    try {
      moveUp();
    } catch (IOException e) {
      unmoved.accept(e);
    }
    return reopen();
  }

  /**
   * Only files below the first free place move: where one can not be moved, a second try must not
   * push out the oldest once more.
   */
  private void moveUp() throws IOException {
    int free = 1;
    while (free < olderFiles && Files.exists(older(free))) {
      free++;
    }
    for (int number = free - 1; number >= 0; number--) {
      moving.move(older(number), older(number + 1));
    }
  }

  private Path older(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    OutputStream present = out;
    out = null;
    if (present != null) {
      present.close();
    }
  }
}
