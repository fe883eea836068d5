package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.engine.Behaviour;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * {@code ishmael tapi} on the Windows Java runtime, through tapi32.dll and the telephony service of
 * the stand-in, the provider DLL and the gateway, to the phones and back.
 */
@Tag("windows")
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WindowsTapiTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String AHAB = "[0 Captain Ahab (101)]";

  private final Undo undo = Undo.atExit();
  private final PhoneSystem phoneSystem =
      undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
  private final Path folder = undo.add(Folder.temporary()).path();
  private final WinePrefix prefix;
  private final WineJava java;

  WindowsTapiTest() throws Exception {
    WineRoot root = WineRoot.find();
    prefix = undo.add(root.newPrefix());
    java = new WineJava(root, prefix);
  }

  @BeforeAll
  void start() throws Exception {
    Files.copy(
        WindowsPrograms.built("simulator/windows/target/native/x64/tapi32.dll"),
        prefix.driveC().resolve("windows/system32/tapi32.dll"),
        StandardCopyOption.REPLACE_EXISTING);
    undo.add(GatewayProcess.start(java, folder, phoneSystem.xmpp()));
    await(folder.resolve("gateway.log"), text -> text.contains("The gateway is online"));
    Tapisrv tapisrv =
        undo.add(
            Tapisrv.start(
                prefix,
                Tapisrv.Setup.of(
                    WindowsPrograms.built("simulator/windows/target/native/x64/tapisrv.exe"),
                    WindowsPrograms.built("tsp/target/native/x64/ishmael.tsp"))));
    assertThat(tapisrv.run("serve").result()).isZero();
  }

  @AfterAll
  void close() throws Exception {
    undo.close();
  }

  /** Ends a program of the test. */
  private record Running(Process process, Path output, Path errors) {
    Running awaitEnd() throws Exception {
      try {
        assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
            .as("the end, having said: %s%s", output(this), Files.readString(errors))
            .isTrue();
        return this;
      } finally {
        process.destroyForcibly();
      }
    }

    int code() {
      return process.exitValue();
    }

    private static String output(Running running) throws IOException {
      return Files.readString(running.output);
    }

    String said() throws IOException {
      return output(this) + Files.readString(errors);
    }
  }

  private Running start(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("ishmael.gateway.Main", "tapi"));
    line.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", ".txt");
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    Process process =
        prefix.start(
            java.command(line).withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n")),
            Redirect.to(errors.toFile()));
    process.getOutputStream().close();
    Thread copier =
        new Thread(
            () -> {
              try (var in = process.getInputStream();
                  var out = Files.newOutputStream(output)) {
                in.transferTo(out);
              } catch (IOException e) {
                process.destroyForcibly();
              }
            },
            "tapi-output");
    copier.setDaemon(true);
    copier.start();
    return new Running(process, output, errors);
  }

  private static void await(Path file, Predicate<String> wanted) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    String text = "";
    while (!wanted.test(text)) {
      assertThat(System.nanoTime()).as("%s: %s", file, text).isLessThan(end);
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
      text = Files.exists(file) ? Files.readString(file) : "";
    }
  }

  @Test
  void list_ourLines_areInService() throws Exception {
    Running list = start("list", "--json").awaitEnd();
    assertThat(list.code()).as(list.said()).isZero();
    JsonNode lines = new ObjectMapper().readTree(Files.readString(list.output())).path("lines");
    assertThat(lines).hasSize(6);
    JsonNode ahab = lines.path(0);
    assertThat(ahab.path("name").asText()).isEqualTo("Captain Ahab (101)");
    assertThat(ahab.path("addresses").toString()).isEqualTo("[\"101\"]");
    assertThat(ahab.path("mediaModes").toString()).isEqualTo("[\"INTERACTIVEVOICE\"]");
    assertThat(ahab.path("apiVersion").asText()).startsWith("2.");
    for (JsonNode line : lines) {
      assertThat(line.path("inService").asBoolean()).as(line.toString()).isTrue();
      assertThat(line.has("malformed")).as(line.toString()).isFalse();
    }
  }

  @Test
  void caps_byPartOfTheName_hasNothingMalformed() throws Exception {
    Running caps = start("caps", "starbuck").awaitEnd();
    assertThat(caps.code()).as(caps.said()).isZero();
    assertThat(Files.readString(caps.output(), StandardCharsets.UTF_8))
        .contains("LINEDEVCAPS", "LINEADDRESSCAPS of address 0", "LINEDEVSTATUS")
        .contains("LINEADDRESSSTATUS of address 0", "CONNECTED|INSERVICE")
        .doesNotContain("malformed", "0x80000000");
  }

  @Test
  void dial_answered_isConnectedWatchedAndSaved() throws Exception {
    Path saved = folder.resolve("saved.jsonl");
    Running watch = start("watch", "101", "--save", java.path(saved), "--for", "60s");
    await(watch.output(), text -> text.contains(" START lines=1"));
    phoneSystem
        .engine()
        .behave(
            phoneSystem.engine().phoneOf("starbuck").orElseThrow().name(),
            Behaviour.answersAfter(Duration.ofMillis(500)));
    Running dial = start("dial", "ahab", "102", "--hangup-after", "5s").awaitEnd();
    assertThat(dial.code()).as(dial.said()).isZero();
    assertThat(dial.said())
        .contains("REPLY request=")
        .contains(AHAB + " CALLSTATE call=", "state=CONNECTED", "state=IDLE")
        .contains("The call was connected and has ended.");
    await(saved, text -> text.contains("\"state\":[\"IDLE\"]"));
    assertThat(Files.readString(saved)).contains("\"state\":[\"CONNECTED\"]", "\"number\":\"102\"");
    watch.process().destroyForcibly();
  }

  @Test
  void dial_toABusyPhone_isFive() throws Exception {
    phoneSystem
        .engine()
        .behave(phoneSystem.engine().phoneOf("stubb").orElseThrow().name(), Behaviour.busy());
    Running dial = start("dial", "ahab", "103").awaitEnd();
    assertThat(dial.code()).as(dial.said()).isEqualTo(5);
  }

  @Test
  void dial_prompt_isRefusedAndSaysWhatToDo() throws Exception {
    Running dial = start("dial", "ahab", "10?3").awaitEnd();
    assertThat(dial.code()).as(dial.said()).isEqualTo(6);
    assertThat(dial.said()).contains("LINEERR_DIALPROMPT");
  }
}
