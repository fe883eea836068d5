package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  @TempDir Path folder;
  private SecretFile file;

  @BeforeEach
  void place() {
    file = new SecretFile(folder.resolve("ishmael.toml"), new OwnerOnly());
  }

  @Test
  void write_umlautsAndColons_comeBack() throws Exception {
    file.write(new Secret("pä§ß:€ Å "));
    assertThat(file.read().reveal()).isEqualTo("pä§ß:€ Å ");
  }

  @Test
  void write_decomposedUmlaut_isComposed() throws Exception {
    file.write(new Secret("a\u0308"));
    assertThat(file.read().reveal()).isEqualTo("ä");
  }

  @Test
  void write_always_isForTheOwnerOnly() throws Exception {
    file.write(new Secret("first"));
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
    file.write(new Secret("second"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.read().reveal()).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwx------"})
  void read_openFile_saysChmod(String mode) throws Exception {
    file.write(new Secret("x"));
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
    assertThatThrownBy(file::read)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "Others may use the password file %s (mode %s); run: chmod 600 %s, and change the"
                + " password if somebody may have read it.",
            file.path(), mode, file.path());
  }

  @Test
  void read_noFile_namesCommand() {
    assertThatThrownBy(file::read)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "No password is stored in %s; store it with: ishmael gateway password", file.path());
  }

  @Test
  void read_lineFromAnEditor_losesItsEnd() throws Exception {
    put("geheim\n".getBytes(StandardCharsets.UTF_8));
    assertThat(file.read().reveal()).isEqualTo("geheim");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000})
  void read_damagedFile_saysSoWithoutContent(int size) throws Exception {
    byte[] content = new byte[size];
    java.util.Arrays.fill(content, (byte) 0xFF);
    put(content);
    assertThatThrownBy(file::read)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "The password file %s is damaged; store it again: ishmael gateway password",
            file.path());
  }

  private void put(byte[] content) throws Exception {
    Files.write(file.path(), content);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void toString_secret_tellsNothing() {
    assertThat(new Secret("geheim")).hasToString("(secret)");
    assertThat(new Secret("geheim")).isEqualTo(new Secret("geheim"));
    assertThat(new Secret("geheim")).isNotEqualTo(new Secret("Geheim"));
  }
}
