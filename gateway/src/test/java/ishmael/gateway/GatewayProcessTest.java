package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.SecretFile;
import ishmael.simulator.phonesystem.Pequod;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The gateway as a process of its own, and the signal that ends it. */
@DisabledOnOs(OS.WINDOWS)
class GatewayProcessTest extends GatewayScene {
  /** What the shell shows for a process that SIGTERM ended. */
  private static final int TERMINATED = 128 + 15;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Path settings(int port) throws Exception {
    String text =
        """
        [phone-system]
        host = "localhost"
        port = %d
        user = "%s"
        certificate = "%s"
        [pipe]
        socket = "%s"
        [state]
        folder = "%s"
        """
            .formatted(
                port,
                Pequod.SUPERVISOR,
                fingerprint(),
                folder.resolve("run").resolve("lines.sock"),
                folder.resolve("state"));
    Path file = Files.writeString(folder.resolve("ishmael.toml"), text);
    new SecretFile(file, new OwnerOnly()).write(new Secret(Pequod.SUPERVISOR_PASSWORD));
    return file;
  }

  private Process start(Path settings) throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path,
                Main.class.getName(),
                "--settings",
                settings.toString())
            .redirectErrorStream(true)
            .start();
    started.add(process);
    return process;
  }

  /** Ends the process as soon as it says the sentence; returns all it says. */
  private static List<String> terminateAt(Process process, String sentence) throws Exception {
    List<String> said = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      boolean asked = false;
      String line = output.readLine();
      while (line != null) {
        said.add(line);
        if (!asked && line.contains(sentence)) {
          asked = true;
          assertThat(process.toHandle().destroy()).isTrue(); // Process.destroy closes the output
        }
        line = output.readLine();
      }
    }
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static void checkEnd(Process process, List<String> said) {
    assertThat(said).last().asString().endsWith("The gateway has stopped.");
    assertThat(said).noneMatch(line -> line.contains("Exception"));
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
  }

  @Test
  void sigterm_online_saysThatItHasStopped() throws Exception {
    Process process = start(settings(pequod.xmpp().port()));
    checkEnd(process, terminateAt(process, "The gateway is online"));
  }

  @Test
  void sigterm_whileItStarts_saysThatItHasStopped() throws Exception {
    Process process = start(settings(pequod.xmpp().port()));
    checkEnd(process, terminateAt(process, "lines are served on"));
  }

  @Test
  void sigterm_offline_saysThatItHasStopped() throws Exception {
    int port = pequod.xmpp().port();
    pequod.xmpp().kill();
    Process process = start(settings(port));
    checkEnd(process, terminateAt(process, "The gateway is offline"));
  }
}
