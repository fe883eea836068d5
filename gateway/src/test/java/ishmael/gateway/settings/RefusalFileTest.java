package ishmael.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalFileTest {
  @TempDir Path folder;

  private RefusalFile file(String account, String servers, String stored) {
    return new RefusalFile(folder, account, servers, stored);
  }

  @Test
  void write_count_isReadByTheNextStart() {
    file("k\u00f6nig\\\n", "[pbx:5222]", "monday").write(3);

    assertThat(file("k\u00f6nig\\\n", "[pbx:5222]", "monday").read()).isEqualTo(3);
  }

  @Test
  void write_namesWithBlanks_areReadByTheNextStart() {
    file(" \tcaptain ahab ", "[pbx:5222, pbx2:5222]", " monday").write(3);

    assertThat(file(" \tcaptain ahab ", "[pbx:5222, pbx2:5222]", " monday").read()).isEqualTo(3);
  }

  @Test
  void read_otherAccountServerOrPassword_countsAnew() {
    file("tapi", "pbx", "monday").write(5);

    assertThat(file("ahab", "pbx", "monday").read()).isZero();
    assertThat(file("tapi", "other", "monday").read()).isZero();
    assertThat(file("tapi", "pbx", "tuesday").read()).isZero();
  }

  @Test
  void write_zero_leavesNothing() {
    file("tapi", "pbx", "monday").write(5);
    file("tapi", "pbx", "monday").write(0);

    assertThat(folder).isEmptyDirectory();
    assertThat(file("tapi", "pbx", "monday").read()).isZero();
  }

  @Test
  void read_damagedFile_countsAnew() throws Exception {
    Files.writeString(folder.resolve("refused-password"), "account=\\uXYZ\ncount=9");

    assertThat(file("tapi", "pbx", "monday").read()).isZero();
  }

  @Test
  void stored_passwordStoredAgain_changes() throws Exception {
    SecretFile secrets = new SecretFile(folder.resolve("ishmael.toml"), new OwnerOnly());
    secrets.write(new Secret("whale"));
    Files.setLastModifiedTime(secrets.path(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Optional<String> before = secrets.read().stored();
    assertThat(secrets.read().stored()).isEqualTo(before).isPresent();

    secrets.write(new Secret("whale"));

    assertThat(secrets.read().stored()).isPresent().isNotEqualTo(before);
    assertThat(new Secret("whale").stored()).isEmpty();
  }
}
