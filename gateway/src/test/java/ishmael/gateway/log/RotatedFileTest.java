package ishmael.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedFileTest {
  @TempDir Path folder;

  private RotatedFile open() throws Exception {
    RotatedFile handler = new RotatedFile(folder.resolve("g.log"), 20, 2);
    handler.setFormatter(
        new Formatter() {
          @Override
          public String format(LogRecord record) {
            return record.getMessage() + "\n";
          }
        });
    return handler;
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void publish_fullFile_movesOnAndForgetsTheOldest() throws Exception {
    RotatedFile handler = open();
    for (int n = 0; n < 9; n++) {
      handler.publish(new LogRecord(Level.INFO, "record " + n));
    }
    handler.close();
    assertThat(names()).containsExactly("g.log", "g.log.1", "g.log.2");
    assertThat(folder.resolve("g.log")).hasContent("record 8");
    assertThat(folder.resolve("g.log.1")).hasContent("record 6\nrecord 7");
    assertThat(folder.resolve("g.log.2")).hasContent("record 4\nrecord 5");
  }

  @Test
  void open_existingFile_isContinued() throws Exception {
    Files.writeString(folder.resolve("g.log"), "before\n");
    RotatedFile handler = open();
    handler.publish(new LogRecord(Level.INFO, "größer"));
    handler.close();
    handler.publish(new LogRecord(Level.INFO, "late"));
    assertThat(folder.resolve("g.log")).hasContent("before\ngrößer");
  }
}
