package ishmael.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** All measurements, each as small as possible and without bounds, so that they do not rot. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SmokeTest {
  private static final Path PROJECT = Path.of(System.getProperty("ishmael.project", "."));

  @TempDir private Path results = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter complaints = new StringWriter();

  @Test
  void phoneSystem_smoke_measuresAllAndSaves() throws Exception {
    int code = run("phone-system", "--smoke", "--save");

    assertThat(code).as("%s", complaints).isZero();
    List<String> rows = rows(Files.readString(results.resolve("phone-system.md")));
    assertThat(rows).isEqualTo(rows(out.toString()));
    assertThat(rows)
        .extracting(row -> row.split("\\|", -1)[1].strip())
        .containsExactly(
            "decode a ChannelEvent, text to event",
            "directory of 40 users, connect to complete",
            "heap in use when online, with one user and with 40",
            "events received, 1,000/s sent",
            "event due to listener, p50",
            "event due to listener, p99",
            "event due to listener, maximum");
    assertThat(rows)
        .allSatisfy(row -> assertThat(row).containsPattern("ratio [0-9]|KiB a user -?[0-9]"))
        .allSatisfy(row -> assertThat(row).endsWith("| none | told only |"));
  }

  @Test
  @Tag("windows")
  void provider_smoke_measuresAllAndSaves() throws Exception {
    int code = run("provider", "--smoke", "--save");

    assertThat(code).as("%s", complaints).isZero();
    List<String> rows = rows(Files.readString(results.resolve("provider.md")));
    assertThat(rows).isEqualTo(rows(out.toString()));
    assertThat(rows)
        .hasSizeGreaterThan(20)
        .allSatisfy(row -> assertThat(row).containsPattern("p99.9 in µs [0-9]"))
        .allSatisfy(row -> assertThat(row).endsWith("| none | told only |"));
  }

  @Test
  void phoneSystem_unknownPart_isAWrongCommandLine() {
    assertThat(run("phone-system", "--only", "coffee")).isEqualTo(2);
    assertThat(complaints.toString()).contains("coffee");
  }

  @Test
  void bench_withoutCommand_printsHelp() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("phone-system");
  }

  private int run(String... words) {
    CommandLine line = Main.line(PROJECT, results);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(complaints, true));
    return line.execute(words);
  }

  private static List<String> rows(String text) {
    return text.lines()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !line.startsWith("| what") && !line.startsWith("| ---"))
        .toList();
  }
}
