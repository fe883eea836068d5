package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.demo.WindowsPrograms.Ended;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A program on the Windows Java runtime that printed a line for each of its checks. */
final class RuntimeChecks {
  private RuntimeChecks() {}

  /** Returns a test for each line, and one for their number and the exit code. */
  static Stream<DynamicTest> tests(Ended ended, int wanted) {
    List<String> checks =
        ended.output().stream().filter(line -> line.matches("(ok|FAILED)  .*")).toList();
    DynamicTest all =
        DynamicTest.dynamicTest(
            "all of them ran",
            () -> {
              assertThat(checks).as(ended.toString()).hasSize(wanted);
              assertThat(ended.code()).isZero();
            });
    return Stream.concat(checks.stream().map(RuntimeChecks::test), Stream.of(all));
  }

  /** A measured time is no part of the name. */
  private static DynamicTest test(String line) {
    String name = line.substring(8).replaceFirst(" \\(\\d+ ms\\)$", "");
    return DynamicTest.dynamicTest(name, () -> assertThat(line).startsWith("ok "));
  }
}
