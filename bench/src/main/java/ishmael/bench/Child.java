package ishmael.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java process with one part of a measurement, so that no part works on another's time or shares
 * its static state. One thread uses it.
 */
final class Child implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long END_SECONDS = 5;

  private final String name;
  private final Process process;
  private final PrintWriter orders;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    Thread reader = new Thread(this::read, "bench-child-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a process with this one's Java and class path. */
  static Child start(Class<?> main, List<String> jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-Xmx512m");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Child(main.getSimpleName(), process);
  }

  /**
   * Gives an order and returns the words of the answer.
   *
   * @throws IOException if the process failed, ended or is silent for two minutes
   */
  List<String> ask(String... words) throws IOException, InterruptedException {
    String order = String.join(" ", words);
    orders.println(order);
    String answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("%s did not answer '%s' within %s".formatted(name, order, LIMIT));
    }
    if (!answer.startsWith(Dialogue.DONE + " ")) {
      throw new IOException(name + ": " + answer);
    }
    return List.of(answer.substring(Dialogue.DONE.length() + 1).split(" ", -1));
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        answers.put(line);
      }
      answers.put(Dialogue.FAILED + " the process ended");
    } catch (IOException e) {
      // The process was ended from here; nobody waits for an answer any more.
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process, by force if it does not end by itself within five seconds. */
  @Override
  public void close() {
    orders.close();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
