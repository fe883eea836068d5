package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running tapi32-session.exe: a program that has all lines open and does what it is told. */
final class SessionProgram implements AutoCloseable {
  private static final long LIMIT_SECONDS = 90;

  private final String name;
  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /** Starts the program; it is ready when {@link #ready} returns. */
  SessionProgram(WinePrefix prefix, Path executable) throws IOException {
    name = executable.getFileName().toString();
    errors = Files.createTempFile(executable.getParent(), "errors", ".txt");
    process =
        prefix.start(
            WindowsCommand.of(executable.toString())
                .withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n")),
            Redirect.to(errors.toFile()));
    Thread reader = new Thread(this::listen, name);
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
    said.add("the program has ended");
  }

  private String next(String asked) throws Exception {
    String line = said.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(line)
        .as("what %s says to: %s; its errors: %s", name, asked, Files.readString(errors))
        .isNotNull()
        .isNotEqualTo("the program has ended");
    return line;
  }

  /** Waits until it has this number of lines open. */
  SessionProgram ready(int lines) throws Exception {
    assertThat(next("start")).isEqualTo("ready " + lines);
    return this;
  }

  /** Gives an order; returns the answer, as session.c describes it. */
  String ask(String verb, int device, String number) throws Exception {
    String order = verb + " " + device + " " + number;
    OutputStream orders = process.getOutputStream();
    orders.write((order.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
    return next(order);
  }

  /** Waits until its newest call on that line has this LINECALLSTATE_; IDLE: until it has none. */
  void await(int device, int state) throws Exception {
    await("await", device, state);
  }

  /** The same of the call before its newest one. */
  void awaitBefore(int device, int state) throws Exception {
    await("before", device, state);
  }

  private void await(String which, int device, int state) throws Exception {
    assertThat(ask(which, device, Integer.toHexString(state)))
        .as("%s: %s state %x on line %d", name, which, state, device)
        .isEqualTo("ok");
  }

  /** Ends it as the task manager does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() throws IOException {
    try (OutputStream orders = process.getOutputStream()) {
      orders.flush();
    } finally {
      process.destroyForcibly();
    }
  }
}
