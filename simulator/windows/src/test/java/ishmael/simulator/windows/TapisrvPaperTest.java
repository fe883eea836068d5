package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The paper about the stand-in has the rules that it judges by. */
class TapisrvPaperTest {
  private static final Pattern RULE =
      Pattern.compile(
          "^RULE\\(\\w+,\\s*\"([^\"]+)\",\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\)", Pattern.MULTILINE);

  @Test
  void paper_rulesTable_isThatOfTheStandIn() throws IOException {
    List<String> expected =
        RULE.matcher(Files.readString(Path.of("src/main/native/rules.def")))
            .results()
            .map(rule -> "| `" + rule.group(1) + "` | " + rule.group(2) + " | " + rule.group(3) + " |")
            .toList();
    List<String> written = Files.readAllLines(Path.of("../../docs/tapisrv-stand-in.md"));
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(written).containsAll(expected);
  }
}
