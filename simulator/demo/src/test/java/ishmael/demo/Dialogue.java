package ishmael.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that is told lines and says lines. */
final class Dialogue implements AutoCloseable {
  /** What is said when the process has ended. */
  static final String ENDED = "it has ended";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  Dialogue(Process process) {
    this.process = process;
    Thread reader = new Thread(this::listen, "dialogue");
    reader.setDaemon(true);
    reader.start();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line.strip());
      }
    } catch (IOException e) {
      said.add("lost: " + e.getMessage());
    }
    said.add(ENDED);
  }

  /** Returns what it says next. */
  String next() throws InterruptedException {
    String line = said.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    return line == null ? "nothing within " + LIMIT : line;
  }

  /** Tells it something, and returns what it says next. */
  String ask(String order) throws IOException, InterruptedException {
    OutputStream orders = process.getOutputStream();
    orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
    return next();
  }

  /** Ends it as the task manager does, and waits until it has ended; says whether it has. */
  boolean kill() throws InterruptedException {
    process.destroyForcibly();
    return process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
