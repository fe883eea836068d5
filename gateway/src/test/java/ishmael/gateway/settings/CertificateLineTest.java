package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLineTest {
  private static final String PRINT = "AB:".repeat(31) + "AB";
  private static final String LINE = "certificate = \"" + PRINT + "\"";

  @TempDir Path folder;

  private static String edited(String text) {
    return CertificateLine.edited(text, PRINT);
  }

  @Test
  void edited_noLineYet_comesBelowTheHead() {
    assertThat(edited("# a\n[ phone-system ] # b\nhost = 'x'\n[lines]\n"))
        .isEqualTo("# a\n[ phone-system ] # b\n" + LINE + "\nhost = 'x'\n[lines]\n");
  }

  @Test
  void edited_oldLine_isReplacedWithItsComment() {
    assertThat(edited("[phone-system]\n  certificate='11:22' # since May\nhost = 'x'"))
        .isEqualTo("[phone-system]\n  certificate=\"" + PRINT + "\" # since May\nhost = 'x'");
  }

  @Test
  void edited_windowsLineEnds_stay() {
    assertThat(edited("[phone-system]\r\nhost = 'x'\r\n"))
        .isEqualTo("[phone-system]\r\n" + LINE + "\r\nhost = 'x'\r\n");
  }

  @Test
  void edited_headIsTheLastLine_getsALineEnd() {
    assertThat(edited("[lines]\n[phone-system]"))
        .isEqualTo("[lines]\n[phone-system]\n" + LINE + "\n");
  }

  @Test
  void edited_sameKeyElsewhere_isLeftAlone() {
    assertThat(
            edited(
                "[other]\ncertificate = 'x'\n[phone-system]\nuser = 'y'\n[z]\ncertificate = 'q'\n"))
        .isEqualTo(
            "[other]\ncertificate = 'x'\n[phone-system]\n"
                + LINE
                + "\nuser = 'y'\n[z]\ncertificate = 'q'\n");
  }

  @Test
  void write_exampleFile_keepsEverythingElse() throws Exception {
    Path file = folder.resolve("ishmael.toml");
    Places places = new Places(false, folder, folder, folder, folder.resolve("lines.sock"));
    SettingsFile settings = new SettingsFile(file, places);
    settings.writeExample();
    String before = Files.readString(file);

    new CertificateLine(settings).write(PRINT);

    assertThat(Files.readString(file))
        .isEqualTo(before.replace("[phone-system]\n", "[phone-system]\n" + LINE + "\n"));
    assertThat(settings.read().phoneSystem().certificate()).contains("ab".repeat(32));
    assertThat(folder)
        .isDirectoryContaining("glob:**.toml")
        .isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void write_inlineTable_saysWhatToEnter() throws Exception {
    Path file = folder.resolve("ishmael.toml");
    String text = "phone-system = { host = \"x\", user = \"y\" }\n";
    Files.writeString(file, text);
    Places places = new Places(false, folder, folder, folder, folder.resolve("lines.sock"));

    assertThatThrownBy(() -> new CertificateLine(new SettingsFile(file, places)).write(PRINT))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("enter by hand")
        .hasMessageContaining(LINE);
    assertThat(Files.readString(file)).isEqualTo(text);
  }
}
