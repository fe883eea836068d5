package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of addresses, which the provider's native test reads as well, row by row. */
class AddressTableTest {
  private static final Pattern UNIT = Pattern.compile("\\\\x([0-9A-F]{4})");

  private record Row(String text, String scan, String dialled) {}

  private static List<Row> rows() throws IOException {
    Path table = Path.of(project(), "docs/addresses.csv");
    return Files.readAllLines(table).stream()
        .filter(line -> !line.startsWith("# "))
        .map(AddressTableTest::row)
        .toList();
  }

  private static String project() {
    return Objects.requireNonNull(System.getProperty("ishmael.project"), "run by Maven");
  }

  private static Row row(String line) {
    List<String> fields = Splitter.on("~").splitToStream(line).map(String::trim).toList();
    assertThat(fields).as(line).hasSize(3);
    String text =
        UNIT.matcher(fields.get(0))
            .replaceAll(
                unit ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(unit.group(1), 16))));
    return new Row(text, fields.get(1), fields.get(2));
  }

  @TestFactory
  Stream<DynamicTest> eachRow_isScannedAndDialledAsItSays() throws IOException {
    return rows().stream()
        .map(row -> DynamicTest.dynamicTest(row.text() + " → " + row.dialled(), () -> check(row)));
  }

  @Test
  void rows_areAllThere() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(130);
  }

  private static void check(Row row) {
    String scan = AddressScan.refusal(row.text()).map(LineError::name).orElse("ok");
    assertThat(scan).isEqualTo(row.scan());
    String dialled =
        DialString.parse(row.text())
            .fold(
                digits -> digits.text() + (digits.moreToCome() ? ";" : ""),
                empty -> "empty",
                rejected -> rejected.error().name());
    assertThat(dialled).isEqualTo(row.dialled().equals("-") ? row.scan() : row.dialled());
  }
}
