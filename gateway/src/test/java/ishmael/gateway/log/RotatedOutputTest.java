package ishmael.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedOutputTest {
  @TempDir Path folder;

  /** Whether somebody has the present file open so that Windows does not move it. */
  private boolean held;

  private void move(Path from, Path to) throws IOException {
    if (held && from.endsWith("a")) {
      throw new IOException("it is open elsewhere");
    }
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void write_presentFileCanNotBeMoved_losesTheOldestOnceOnly() throws Exception {
    List<IOException> unmoved = new ArrayList<>();
    try (RotatedOutput out =
        new RotatedOutput(
            folder.resolve("a"), 2, 3, RotatedOutput.Opening.usual(), unmoved::add, this::move)) {
      for (String line : List.of("1", "2", "3", "4")) {
        write(out, line);
      }
      held = true;
      for (String line : List.of("5", "6", "7")) {
        write(out, line);
      }
      assertThat(folder.resolve("a")).hasContent("4\n5\n6\n7");
      assertThat(folder.resolve("a.1")).doesNotExist();
      assertThat(folder.resolve("a.2")).hasContent("3");
      assertThat(folder.resolve("a.3")).hasContent("2");
      held = false;
      write(out, "8");
    }
    assertThat(unmoved).hasSize(3);
    assertThat(folder.resolve("a")).hasContent("8");
    assertThat(folder.resolve("a.1")).hasContent("4\n5\n6\n7");
    assertThat(folder.resolve("a.3")).hasContent("2");
  }

  private static void write(RotatedOutput out, String line) throws IOException {
    out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
  }
}
