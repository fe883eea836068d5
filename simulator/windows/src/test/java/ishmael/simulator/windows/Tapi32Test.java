package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * tapi32.dll as programs of both bitnesses see it, with a service whose answers are scripted and
 * with the stand-in's. What is right stands in the program (src/test/native/tapi32): it says
 * "passed" or what was wrong.
 */
@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Tapi32Test {
  private static final Path BUILT = Path.of("target/native").toAbsolutePath();
  private static final int LIMIT_SECONDS = 120;

  private final WinePrefix prefix;

  Tapi32Test() throws IOException {
    prefix = WineRoot.find().newPrefix();
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  static Stream<Arguments> scenes() {
    return Stream.of("x64", "x86")
        .flatMap(
            bits ->
                Stream.of(
                        "event",
                        "window",
                        "port",
                        "old",
                        "texts",
                        "checks",
                        "many",
                        "assisted",
                        "translate",
                        "phones",
                        "lost",
                        "hang",
                        "dialogs")
                    .map(scene -> Arguments.of(bits, scene)));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void program_scene_getsWhatTapiSays(String bits, String scene) throws Exception {
    try (Service service = new Service()) {
      assertThat(service.await("ready")).isTrue();
      assertPassed(bits, scene);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void lineInitialize_noService_fails(String bits) throws Exception {
    assertPassed(bits, "down");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void program_endsWithoutShutdown_isRunDown(String bits) throws Exception {
    try (Service service = new Service()) {
      assertThat(service.await("ready")).isTrue();
      assertPassed(bits, "exit");
      assertThat(service.await("run down with 1")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void program_telephonyService_callsAndHangsUp(String bits) throws Exception {
    Path provider = BUILT.resolve("x64/good.tsp");
    Tapisrv.Setup setup = Tapisrv.Setup.of(BUILT.resolve("x64/tapisrv.exe"), provider);
    try (Tapisrv tapisrv = Tapisrv.start(prefix, setup)) {
      tapisrv.init();
      assertThat(tapisrv.run("serve").result()).isZero();
      assertPassed(bits, "real");
      assertThat(tapisrv.violations()).isEmpty();
    }
  }

  @Test
  void portableParts_randomInput_stayInside() throws Exception {
    Process checks =
        new ProcessBuilder(BUILT.resolve("host/tapi32-portable").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(checks.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(checks.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(said.strip()).isEqualTo("passed");
  }

  private void assertPassed(String bits, String scene) throws Exception {
    Process program =
        prefix.start(
            WindowsCommand.of(BUILT.resolve(bits).resolve("tapi32-program.exe").toString(), scene)
                .withEnvironment(
                    Map.of("WINEDLLOVERRIDES", "tapi32=n", "TAPI32_LIMIT_MS", limitMs(scene))),
            Redirect.DISCARD);
    try {
      program.getOutputStream().close();
      String said =
          new String(program.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(said.strip()).isEqualTo("passed");
      assertThat(program.exitValue()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  /** One scene is about the limit; the others have the ordinary one. */
  private static String limitMs(String scene) {
    return scene.equals("hang") ? "5000" : "60000";
  }

  /** The service with scripted answers; it ends when its standard input does. */
  private final class Service implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    Service() throws IOException {
      process =
          prefix.start(
              WindowsCommand.of(BUILT.resolve("x64/tapi32-service.exe").toString()),
              Redirect.DISCARD);
      said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Whether it says this line before it ends; the test's time limit ends a wait. */
    boolean await(String line) throws IOException {
      for (String next = said.readLine(); next != null; next = said.readLine()) {
        if (next.strip().equals(line)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
