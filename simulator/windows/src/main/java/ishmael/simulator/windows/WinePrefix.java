package ishmael.simulator.windows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One Windows that is up: registry, drive C and all programs in it, which see each other's pipes
 * and services. Safe for use by several threads until it is closed.
 */
public final class WinePrefix implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final Path scripts;
  private final Path folder;

  /**
   * The kernel ends a Windows program with the thread that started it, so that none outlives a
   * killed test run. This thread lives until the prefix is closed.
   */
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "windows-starter");
            thread.setDaemon(true);
            return thread;
          });

  WinePrefix(Path scripts, Path folder) {
    this.scripts = scripts;
    this.folder = folder;
  }

  /** The folder of drive C on this machine. */
  public Path driveC() {
    return folder.resolve("drive_c");
  }

  /**
   * The name under which its programs see a file of this machine: below drive C as {@code
   * C:\\windows\\…}, so that Windows leads 32-bit programs from System32 to their own files; else
   * as {@link WineRoot#toWindowsPath}.
   */
  String toWindowsPath(Path file) {
    Path drive = driveC().toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    String path = WineRoot.toWindowsPath(absolute);
    return absolute.startsWith(drive)
        ? "C:" + path.substring(WineRoot.toWindowsPath(drive).length())
        : path;
  }

  /**
   * Starts a program; all three streams are the caller's to read, write and close. The process is
   * the Windows program itself: its exit code (low 8 bits), and destroying it ends the program, but
   * not those that it has started.
   *
   * @throws IOException if the process cannot be made; a program that Windows cannot find or run
   *     ends with a code other than 0 and says so on its standard error
   */
  public Process start(WindowsCommand command) throws IOException {
    return start(command, Redirect.PIPE);
  }

  /** As {@link #start(WindowsCommand)}, with the standard error going to {@code error}. */
  public Process start(WindowsCommand command, Redirect error) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line(command)).redirectError(error);
    try {
      return starter.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.program(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while starting " + command.program());
    }
  }

  /**
   * Ends all programs and deletes the prefix.
   *
   * @throws IOException if something in it does not end; the folder is left behind
   */
  @Override
  public void close() throws IOException {
    try {
      Script.run(END_LIMIT, scripts.resolve("end"), "--remove", folder.toString());
    } finally {
      starter.shutdown();
    }
  }

  private List<String> line(WindowsCommand command) {
    List<String> line = new ArrayList<>();
    line.add(scripts.resolve("run").toString());
    line.add("--prefix");
    line.add(folder.toString());
    command
        .environment()
        .forEach((name, value) -> line.addAll(List.of("--env", name + "=" + value)));
    line.add("--");
    line.add(command.program());
    line.addAll(command.arguments());
    return line;
  }
}
