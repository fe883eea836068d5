package ishmael.simulator.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WineRootTest {
  private static final Path SOURCE = Path.of("src/test/native/wine/visitor.c");

  private final Path programs;
  private final WineRoot root;
  private final WinePrefix prefix;

  WineRootTest(@TempDir Path programs) throws IOException {
    this.programs = programs;
    root = WineRoot.find();
    prefix = root.newPrefix();
  }

  @BeforeAll
  void compile() throws Exception {
    compile("x86_64", "visitor64.exe");
    compile("i686", "visitor32.exe");
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  @ParameterizedTest
  @CsvSource({"64", "32"})
  void start_programOfEitherBitness_streamsArgumentsAndExitCodePass(String bits) throws Exception {
    Process program = visitor(bits, "hello", "Ähab and \"Starbuck\"", "");
    assertThat(output(program)).containsExactly(bits, "Ähab and \"Starbuck\"", "");
    assertThat(code(program)).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({"64,32", "32,64"})
  void start_twoProgramsOfOnePrefix_shareNamedPipe(String server, String client) throws Exception {
    String pipe = "\\\\.\\pipe\\ishmael-test-" + server;
    Process serving = visitor(server, "serve", pipe);
    BufferedReader said = reader(serving);
    assertThat(said.readLine()).isEqualTo("ready");
    Process calling = visitor(client, "call", pipe, "thar she blows");
    assertThat(output(calling)).containsExactly(server + " bit heard thar she blows");
    assertThat(List.of(code(serving), code(calling))).containsOnly(0);
  }

  @Test
  void start_environment_isSeenByProgram() throws Exception {
    Process cmd =
        prefix.start(
            WindowsCommand.of("cmd.exe", "/c", "echo %WHALE%")
                .withEnvironment(Map.of("WHALE", "white")),
            Redirect.DISCARD);
    assertThat(output(cmd)).containsExactly("white");
    assertThat(code(cmd)).isZero();
  }

  @Test
  void start_threadThatAskedEnds_programLives() throws Exception {
    Process[] started = new Process[1];
    Thread asking = new Thread(() -> started[0] = waiting());
    asking.start();
    asking.join();
    BufferedReader said = reader(started[0]);
    assertThat(said.readLine()).isEqualTo("waiting");
    assertThat(started[0].waitFor(1, TimeUnit.SECONDS)).as("ended").isFalse();
    started[0].toHandle().destroyForcibly();
    assertThat(said.readLine()).isNull();
  }

  @Test
  void run_callerIsKilled_programDies() throws Exception {
    Path folder = prefix.driveC().resolveSibling(".").normalize();
    Path run = Path.of("wine/run").toAbsolutePath();
    Process shell =
        new ProcessBuilder(
                "bash",
                "-c",
                "\"$0\" --prefix \"$1\" -- \"$2\" wait & wait",
                run.toString(),
                folder.toString(),
                programs.resolve("visitor64.exe").toString())
            .redirectError(Redirect.DISCARD)
            .start();
    BufferedReader said = reader(shell);
    assertThat(said.readLine()).isEqualTo("waiting");
    shell.toHandle().destroyForcibly();
    // the program held the other end of this pipe
    assertThat(said.readLine()).isNull();
  }

  @Test
  void javaExecutable_version_isTemurin25ForWindows() throws Exception {
    Process java =
        prefix.start(
            WindowsCommand.of(
                root.javaExecutable().toString(), "-XshowSettings:properties", "--version"),
            Redirect.DISCARD);
    assertThat(output(java)).anyMatch(line -> line.contains("Temurin-25."));
    assertThat(code(java)).isZero();
  }

  @Test
  void close_programStillRuns_endsItAndRemovesPrefix() throws Exception {
    WinePrefix other = root.newPrefix();
    Process program =
        other.start(
            WindowsCommand.of(programs.resolve("visitor64.exe").toString(), "wait"),
            Redirect.DISCARD);
    BufferedReader said = reader(program);
    assertThat(said.readLine()).isEqualTo("waiting");
    other.close();
    assertThat(said.readLine()).isNull();
    assertThat(other.driveC()).doesNotExist();
  }

  private Process waiting() {
    try {
      return visitor("64", "wait");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Process visitor(String bits, String... arguments) throws IOException {
    String program = programs.resolve("visitor" + bits + ".exe").toString();
    return prefix.start(WindowsCommand.of(program, arguments), Redirect.INHERIT);
  }

  private void compile(String machine, String program) throws Exception {
    Process compiler =
        new ProcessBuilder(
                machine + "-w64-mingw32-gcc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                programs.resolve(program).toString(),
                SOURCE.toString())
            .inheritIO()
            .start();
    assertThat(code(compiler)).isZero();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static List<String> output(Process process) throws IOException {
    process.getOutputStream().close();
    try (BufferedReader said = reader(process)) {
      return said.lines().toList();
    }
  }

  private static int code(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }
}
