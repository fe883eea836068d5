package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.SecretFile;
import ishmael.gateway.tapi.TapiSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GatewayCommandTest {
  private final List<String> runs = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final InputStream stdin = System.in;

  @TempDir Path folder;
  private Path file;
  private CommandLine line;

  @BeforeEach
  void make() {
    file = folder.resolve("ishmael.toml");
    Places places =
        new Places(false, folder, folder, folder, folder.resolve("run").resolve("lines.sock"));
    Service service =
        (settings, password, policies) -> {
          runs.add(settings.phoneSystem().servers().get(0).host() + " " + password.reveal());
          return ExitCode.IN_USE;
        };
    line = GatewayCommand.line(service, places, new OwnerOnly(), TapiSource.absent());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
  }

  @AfterEach
  void restore() throws Exception {
    System.setIn(stdin);
    LogManager.getLogManager().readConfiguration();
  }

  private int execute(String... arguments) {
    return line.execute(arguments);
  }

  private int password(byte[] typed) {
    System.setIn(new ByteArrayInputStream(typed));
    return execute("password", "--settings", file.toString());
  }

  @Test
  void init_thenPassword_thenRun_works() throws Exception {
    assertThat(execute("--init", "--settings", file.toString())).isZero();
    assertThat(file).content().contains("[phone-system]");
    assertThat(password("Wal:fänger\n".getBytes(StandardCharsets.UTF_8))).isZero();
    assertThat(execute("--settings", file.toString())).isEqualTo(4);
    assertThat(runs).containsExactly("pbx.example.com Wal:fänger");
    assertThat(out.toString()).doesNotContain("fänger");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void run_noSettings_saysOneSentence() {
    assertThat(execute()).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("--init").contains(file.toString());
    assertThat(runs).isEmpty();
  }

  @Test
  void run_noPassword_saysOneSentence() {
    assertThat(execute("--init")).isZero();
    assertThat(execute()).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("ishmael gateway password");
  }

  @Test
  void run_settingsWithAnError_saysOneSentence() throws Exception {
    Files.writeString(file, "[phone-system]\nhst = 'x'\n");
    assertThat(execute("--settings", file.toString())).isEqualTo(3);
    assertThat(err.toString()).hasLineCount(1).contains("phone-system.host is missing");
  }

  @Test
  void run_unknownOption_isUsage() {
    assertThat(execute("--password", "geheim")).isEqualTo(2);
    assertThat(runs).isEmpty();
  }

  @Test
  void password_spacesAndMarks_onlyLineEndAndByteOrderMarkGo() throws Exception {
    assertThat(password("\uFEFF  Wa\u0308l: \uD83D\uDC0B \r\n".getBytes(StandardCharsets.UTF_8)))
        .isZero();
    assertThat(new SecretFile(file, new OwnerOnly()).read().reveal())
        .isEqualTo("  W\u00e4l: \uD83D\uDC0B ");
  }

  @Test
  void password_empty_storesNothing() {
    assertThat(password(new byte[] {'\n'})).isEqualTo(3);
    assertThat(err.toString()).contains("The password is empty; nothing was stored.");
    assertThat(new SecretFile(file, new OwnerOnly()).path()).doesNotExist();
  }

  @Test
  void password_notUtf8_storesNothing() {
    assertThat(password(new byte[] {'p', (byte) 0xE4, '\n'})).isEqualTo(3);
    assertThat(err.toString()).contains("not UTF-8");
  }

  @Test
  void password_endless_storesNothing() {
    assertThat(password(new byte[10_000])).isEqualTo(3);
    assertThat(err.toString()).contains("longer than 4096 octets");
  }

  @Test
  void help_always_listsExitCodes() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("another gateway is running");
  }
}
