package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.linemapper.LineId;
import ishmael.linemapper.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineIdFileTest {
  private static final Map<UserName, LineId> IDS =
      Map.of(new UserName("ahab"), new LineId(7), new UserName("queequeg o"), new LineId(-1));

  @TempDir Path folder;

  @Test
  void write_thenRead_isEqual() throws Exception {
    new LineIdFile(folder.resolve("state")).write(IDS);
    assertThat(new LineIdFile(folder.resolve("state")).read()).isEqualTo(IDS);
  }

  @Test
  void write_always_leavesOneFile() throws Exception {
    LineIdFile file = new LineIdFile(folder);
    file.write(IDS);
    file.write(Map.of(new UserName("pip"), new LineId(9)));
    assertThat(folder.resolve("line-ids")).hasContent("00000009 pip");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void write_renameImpossible_leavesOldContentAndNoRest() throws Exception {
    Path busy = folder.resolve("line-ids");
    Files.createDirectories(busy.resolve("not-empty"));
    assertThatThrownBy(() -> new LineIdFile(folder).write(IDS)).isInstanceOf(IOException.class);
    assertThat(busy.resolve("not-empty")).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(busy);
    }
  }

  @Test
  void read_noFile_isEmpty() {
    assertThat(new LineIdFile(folder).read()).isEmpty();
  }

  @Test
  void read_damagedLines_keepsTheOthers() throws Exception {
    Files.writeString(
        folder.resolve("line-ids"),
        "00000007 ahab\nnonsense\n00000000 nobody\n00000007 double\n00000008 ahab\n0000000a pip\n"
            + "ffff");
    assertThat(new LineIdFile(folder).read())
        .isEqualTo(
            Map.of(new UserName("ahab"), new LineId(7), new UserName("pip"), new LineId(10)));
  }

  @Test
  void read_binaryRubbish_isEmpty() throws Exception {
    Files.write(folder.resolve("line-ids"), new byte[] {(byte) 0xFF, 0, (byte) 0xC3});
    assertThat(new LineIdFile(folder).read()).isEmpty();
  }

  @Test
  void name_secondTime_isTheSame() throws Exception {
    String first = new Installation(folder).name();
    assertThat(first).matches("ishmael-[0-9a-f]{8}");
    assertThat(new Installation(folder).name()).isEqualTo(first);
    assertThat(new Installation(folder.resolve("other")).name()).isNotEqualTo(first);
  }

  @Test
  void name_folderIsAFile_saysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "");
    assertThatThrownBy(() -> new Installation(file).name())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("[state] folder");
  }
}
