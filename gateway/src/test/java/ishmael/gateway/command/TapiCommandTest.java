package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TapiCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int execute(TapiSource tapi, String... arguments) {
    Places places =
        new Places(false, folder, folder, folder, folder.resolve("run").resolve("lines.sock"));
    CommandLine line =
        GatewayCommand.line(
            (settings, secret, policies) -> ExitCode.IN_USE, places, new OwnerOnly(), tapi);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "list --json", "caps 0", "watch all", "dial 0 102"})
  void tapi_notWindows_saysOneSentence(String arguments) {
    String[] words = ("tapi " + arguments).split(" ", -1);
    assertThat(execute(TapiSource.absent(), words)).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("this machine is not Windows");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tapi_libraryMissing_saysWhy() {
    TapiSource broken =
        () -> {
          throw new TapiException("tapi32.dll cannot be loaded: no such file");
        };
    assertThat(execute(broken, "tapi", "list")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("tapi32.dll cannot be loaded: no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "caps",
        "watch",
        "dial 0",
        "watch 0 --for soon",
        "dial 0 1 --hangup-after -5s"
      })
  void tapi_wrongCommandLine_isTwo(String arguments) {
    String[] words = ("tapi " + arguments).strip().split(" ", -1);
    assertThat(execute(TapiSource.absent(), words)).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: ishmael gateway tapi");
  }

  @Test
  void dialHelp_always_listsExitCodes() {
    assertThat(execute(TapiSource.absent(), "tapi", "dial", "--help")).isZero();
    assertThat(out.toString()).contains("5     busy").contains("7     not reached");
  }

  @ParameterizedTest
  @CsvSource({"30s, PT30S", "5min, PT5M", "2 h, PT2H", "0s, PT0S"})
  void duration_written_isRead(String written, String read) {
    assertThat(new DurationConverter().convert(written)).hasToString(read);
  }

  @Test
  @Timeout(60)
  void interruption_asked_waitsForTheEndOfTheCommand() throws Exception {
    Interruption interruption = Interruption.begin();
    assertThat(interruption.asked()).isFalse();
    Thread process = new Thread(interruption::ask, "process-ends");
    process.start();
    while (!interruption.asked()) {
      Thread.onSpinWait();
    }
    assertThat(process.isAlive()).isTrue();
    interruption.close();
    process.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(process.isAlive()).isFalse();
  }
}
