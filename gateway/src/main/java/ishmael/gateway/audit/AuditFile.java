package ishmael.gateway.audit;

import ishmael.gateway.log.RotatedOutput;
import ishmael.gateway.settings.AuditSettings;
import ishmael.gateway.settings.SecretGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes lines to the audit file, from a thread of its own. What can not be written now waits and
 * is tried again; what finds no room meanwhile is counted, and a line says so. Nobody but the
 * gateway and admins may read the files.
 */
final class AuditFile implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AuditFile.class.getName());
  private static final int BOUND = 4_096;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

  private final Path file;
  private final AuditLines lines;
  private final InstantSource clock;
  private final Duration firstPause;
  private final RotatedOutput out;
  private final Mailbox<Supplier<String>> mailbox;
  private final Thread writer;

  /** The thread's own: whether an admin was told that it does not work, or that files stay. */
  private boolean complained;

  private boolean unmoved;

  AuditFile(AuditSettings settings, SecretGuard guard, AuditLines lines, InstantSource clock) {
    this(settings, guard, lines, clock, BOUND, Duration.ofSeconds(1));
  }

  AuditFile(
      AuditSettings settings,
      SecretGuard guard,
      AuditLines lines,
      InstantSource clock,
      int bound,
      Duration firstPause) {
    this.file = settings.file().toAbsolutePath();
    this.lines = lines;
    this.clock = clock;
    this.firstPause = firstPause;
    this.mailbox = new Mailbox<>(bound);
    this.out =
        new RotatedOutput(
            file, settings.size(), settings.files() - 1, path -> open(path, guard), this::unmoved);
    this.writer = new Thread(this::run, "ishmael-audit");
    writer.setDaemon(true);
  }

  private static OutputStream open(Path file, SecretGuard guard) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException("it is a link");
    }
    try {
      guard.create(file);
    } catch (FileAlreadyExistsException e) {
      guard.restrict(file);
    }
    return Files.newOutputStream(
        file, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
  }

  private void unmoved(IOException why) {
    if (!unmoved) {
      unmoved = true;
      LOG.log(
          Level.WARNING, "The full audit file {0} can not be moved, so it grows: {1}", file, why);
    }
  }

  AuditFile start() {
    mailbox.put(() -> lines.started(clock.instant()));
    writer.start();
    return this;
  }

  /** Lets a line be written; it is made by the writer's thread. */
  void write(Supplier<String> line) {
    mailbox.put(line);
  }

  /** Returns how many lines were lost. */
  long lost() {
    return mailbox.lost();
  }

  private void run() {
    try {
      Mailbox.Batch<Supplier<String>> batch;
      boolean written;
      do {
        batch = mailbox.take(IDLE);
        written = writeAll(batch);
      } while (!batch.last());
      if (written) {
        boolean unused = write(lines.stopped(clock.instant()));
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The audit log was interrupted.", e);
    } finally {
      closeFile();
    }
  }

  private boolean writeAll(Mailbox.Batch<Supplier<String>> batch) throws InterruptedException {
    List<Supplier<String>> items = batch.items();
    for (int at = 0; at < items.size(); at++) {
      if (!write(text(items.get(at)))) {
        int lost = items.size() - at;
        mailbox.lose(lost);
        LOG.log(
            Level.WARNING,
            "Entries of the audit log that could not be written before the end: {0}.",
            lost + batch.lost());
        return false;
      }
    }
    return batch.lost() == 0 || write(lines.lost(clock.instant(), batch.lost()));
  }

  /** An entry that can not be put into words must not end the thread. */
  private String text(Supplier<String> line) {
    try {
      return line.get();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "An entry of the audit log could not be put into words.", e);
      mailbox.lose(1);
      return lines.lost(clock.instant(), 1);
    }
  }

  /** Tries until it is done; returns false if that fails once more after this was closed. */
  private boolean write(String line) throws InterruptedException {
    byte[] octets = line.getBytes(StandardCharsets.UTF_8);
    Duration pause = firstPause;
    for (boolean goOn = true; goOn; pause = longer(pause)) {
      goOn = mailbox.isOpen();
      if (write(octets)) {
        return true;
      }
      mailbox.pause(pause);
    }
    return false;
  }

  private boolean write(byte[] line) {
    try {
      out.write(line);
      well();
      return true;
    } catch (IOException | RuntimeException e) {
      complain(e);
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void complain(Exception why) {
    if (!complained) {
      complained = true;
      LOG.log(
          Level.WARNING,
          "The audit file {0} can not be written, it is tried again: {1}",
          file,
          String.valueOf(why));
    }
  }

  private void well() {
    if (complained) {
      complained = false;
      LOG.log(Level.INFO, "The audit file {0} is written again.", file);
    }
  }

  private void closeFile() {
    try {
      out.close();
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Writes what waits, as far as that is done within a second. */
  @Override
  public void close() {
    mailbox.close();
    try {
      writer.join(STOP_LIMIT.toMillis());
      if (writer.isAlive()) {
        LOG.log(Level.WARNING, "The audit file {0} could not be finished in time.", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
