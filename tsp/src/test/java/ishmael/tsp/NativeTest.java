package ishmael.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The provider's native tests, which make ran before: each line of their report is a test. */
final class NativeTest {
  private static final Path REPORT =
      Path.of(System.getProperty("ishmael.project"), "tsp/target/native/native-tests.tap");
  private static final Pattern RESULT = Pattern.compile("(not )?ok \\d+ - (.*)");

  private static List<String> report() throws IOException {
    assumeTrue(Files.exists(REPORT), "the native tests did not run: use ./ishmael test");
    return Files.readAllLines(REPORT);
  }

  @TestFactory
  Stream<DynamicTest> report_eachLine_isOk() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (String line : report()) {
      Matcher result = RESULT.matcher(line);
      if (result.matches()) {
        tests.add(test(result.group(2), result.group(1) == null, List.copyOf(comments)));
        comments.clear();
      } else {
        comments.add(line);
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(String name, boolean passed, List<String> comments) {
    return DynamicTest.dynamicTest(
        name, () -> assertThat(passed).as(String.join("\n", comments)).isTrue());
  }

  /** A crash or a sanitizer's report ends the tests early: then the plan is missing. */
  @Test
  void report_plan_namesAsManyTestsAsRan() throws IOException {
    List<String> lines = report();
    long ran = lines.stream().filter(line -> RESULT.matcher(line).matches()).count();
    assertThat(lines).contains("1.." + ran);
    assertThat(ran).isGreaterThan(100);
  }

  /** Leaks and late reports of the sanitizers come after the plan, in a file beside the report. */
  @Test
  void sanitizers_afterAllTests_saidNothing() throws IOException {
    report();
    Path complaints = REPORT.resolveSibling("native-tests.err");
    assertThat(Files.readString(complaints)).isEmpty();
  }
}
