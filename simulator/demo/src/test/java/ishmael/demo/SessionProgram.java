package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A running tapi32-session.exe: a program that has all lines open and does what it is told. */
final class SessionProgram implements AutoCloseable {
  private final String name;
  private final Path errors;
  private final Dialogue dialogue;

  /** Starts the program; it is ready when {@link #ready} returns. */
  SessionProgram(WinePrefix prefix, Path executable) throws IOException {
    name = executable.getFileName().toString();
    errors = Files.createTempFile(executable.getParent(), "errors", ".txt");
    dialogue =
        new Dialogue(
            prefix.start(
                WindowsCommand.of(executable.toString())
                    .withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n")),
                Redirect.to(errors.toFile())));
  }

  /** Waits until it has this number of lines open. */
  SessionProgram ready(int lines) throws Exception {
    assertThat(dialogue.next())
        .as("what %s says at its start; its errors: %s", name, Files.readString(errors))
        .isEqualTo("ready " + lines);
    return this;
  }

  /** Gives an order; returns the answer, as session.c describes it. */
  String ask(String verb, int device, String number) throws Exception {
    String order = (verb + " " + device + " " + number).strip();
    String answer = dialogue.ask(order);
    assertThat(answer)
        .as("what %s says to: %s; its errors: %s", name, order, Files.readString(errors))
        .isNotEqualTo(Dialogue.ENDED);
    return answer;
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
    assertThat(dialogue.kill()).isTrue();
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
