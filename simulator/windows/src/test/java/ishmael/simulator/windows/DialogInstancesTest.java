package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dialogs that a provider starts in the program whose request it is at (LINE_CREATEDIALOGINSTANCE).
 * The programs, src/test/native/tapi32/program_instances.c, judge what they see; the user interface
 * file lies in System32, where each bitness finds its own.
 */
@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DialogInstancesTest {
  private static final Path BUILT = Path.of("target/native").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BUSY_MACHINE_MS = 20_000;

  /** What the test provider says of an instance that was freed: LINE_DEVSPECIFIC, dwParam1. */
  private static final int FREED = 4711;

  /** What may end the dialogs of a scene. */
  private static final Map<String, List<String>> WHY =
      Map.of(
          "talk", List.of("returned"),
          "closes", List.of("returned", "lineShutdown"),
          "stuck", List.of("returned", "lineShutdown"),
          "full", List.of("returned", "lineShutdown"),
          "missing", List.of("failed"));

  private final WinePrefix prefix;
  private Tapisrv tapisrv;

  DialogInstancesTest() throws IOException {
    prefix = WineRoot.find().newPrefix();
    Path windows = prefix.driveC().resolve("windows");
    install("x64", windows.resolve("system32"));
    install("x86", windows.resolve("syswow64"));
  }

  private static void install(String bits, Path folder) throws IOException {
    Files.copy(
        BUILT.resolve(bits).resolve("tapi32-ui.dll"),
        folder.resolve("tapi32-ui.dll"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @BeforeEach
  void start() throws IOException {
    Tapisrv.Setup setup =
        Tapisrv.Setup.of(BUILT.resolve("x64/tapisrv.exe"), BUILT.resolve("x64/good.tsp"));
    tapisrv = Tapisrv.start(prefix, setup);
    tapisrv.run("limits", "ordinaryMs", BUSY_MACHINE_MS);
    tapisrv.init();
    assertThat(tapisrv.open(0).result()).isZero();
    assertThat(tapisrv.serve().result()).isZero();
  }

  @AfterEach
  void nothingWasBroken() {
    try {
      assertThat(tapisrv.violations()).isEmpty();
    } finally {
      tapisrv.close();
    }
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  @ParameterizedTest
  @CsvSource({
    "x64,talk,2",
    "x86,talk,2",
    "x64,closes,2",
    "x86,closes,2",
    "x64,stuck,2",
    "x86,stuck,2",
    "x64,full,17",
    "x86,full,17",
    "x64,missing,1",
    "x86,missing,1"
  })
  void program_scene_dialogsAreShownAndFreed(String bits, String scene, int dialogs)
      throws Exception {
    Process program = program(bits, scene);
    try {
      program.getOutputStream().close();
      String said =
          new String(program.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(said.strip()).isEqualTo("passed");
      for (int i = 0; i < dialogs; i++) {
        assertThat(freed()).isIn(WHY.get(scene));
      }
      assertThat(said("created")).isEqualTo(dialogs);
    } finally {
      program.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void program_killedWhileItsDialogIsShown_instanceIsFreed(String bits) throws Exception {
    Process program = program(bits, "killed");
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.ISO_8859_1))) {
      assertThat(said.readLine()).isEqualTo("shown");
      assertThat(said("freed")).isZero();
      program.destroyForcibly();
      assertThat(program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(freed()).isEqualTo("program");
    } finally {
      program.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void provider_shutDownWhileADialogIsShown_instanceIsFreedFirst(String bits) throws Exception {
    Process program = program(bits, "killed");
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.ISO_8859_1))) {
      assertThat(said.readLine()).isEqualTo("shown");
      tapisrv.shutdown();
      assertThat(dialogEnd()).isEqualTo("provider");
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void request_ofNoProgram_instanceIsFreedAtOnce() {
    Answer asked = tapisrv.run("devSpecific", "line", 0, "data", "dialog:talk");
    tapisrv.awaitCompletion(asked, LIMIT);
    assertThat(freed()).isEqualTo("nobody");
  }

  @Test
  void instance_thatCannotBeMade_providerGetsNoHandle() {
    tapisrv.run("stress", "nullDialogs", 1);
    Answer asked = tapisrv.run("devSpecific", "line", 0, "data", "dialog:wait");
    assertThat(tapisrv.awaitCompletion(asked, LIMIT).error()).isEqualTo("OPERATIONUNAVAIL");
    assertThat(said("created")).isZero();
  }

  private Process program(String bits, String scene) throws IOException {
    return prefix.start(
        WindowsCommand.of(BUILT.resolve(bits).resolve("tapi32-program.exe").toString(), scene)
            .withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n")),
        Redirect.DISCARD);
  }

  /** Waits until the provider says that one was freed; why, as the service says it. */
  private String freed() {
    tapisrv.awaitEvent(
        event ->
            event.name().equals("LINE_DEVSPECIFIC") && event.json().path("p1").asInt() == FREED,
        LIMIT);
    return dialogEnd();
  }

  private String dialogEnd() {
    return tapisrv.awaitEvent(event -> isDialog(event, "freed"), LIMIT).json().path("why").asText();
  }

  private long said(String does) {
    return tapisrv.events().stream().filter(event -> isDialog(event, does)).count();
  }

  private static boolean isDialog(TapiEvent event, String does) {
    return event.name().equals("dialog") && event.json().path("does").asText().equals(does);
  }
}
