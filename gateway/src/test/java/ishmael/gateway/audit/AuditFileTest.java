package ishmael.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.settings.AuditSettings;
import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.SecretGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuditFileTest extends AuditScene {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private AuditFile file(AuditSettings settings, SecretGuard guard, int bound) {
    return new AuditFile(settings, guard, new AuditLines(false), clock(), bound, PAUSE).start();
  }

  /** Lets files be made when it is told. */
  private static final class Door implements SecretGuard {
    private final SecretGuard behind = new OwnerOnly();
    final CountDownLatch tried = new CountDownLatch(3);
    volatile boolean open;

    @Override
    public void create(Path file) throws IOException {
      tried.countDown();
      if (!open) {
        throw new IOException("no room");
      }
      behind.create(file);
    }

    @Override
    public void restrict(Path file) throws IOException {
      behind.restrict(file);
    }

    @Override
    public byte[] protect(byte[] secret) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] unprotect(Path file, byte[] content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void check(Path file) {
      throw new UnsupportedOperationException();
    }
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void write_unwritable_waitsAndIsWrittenLater() throws Exception {
    Door door = new Door();
    try (AuditFile audit = file(settings(false), door, 100)) {
      audit.write(() -> "one\n");
      assertThat(door.tried.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      audit.write(() -> "two\n");
      door.open = true;
    }
    assertThat(written().subList(1, 3)).containsExactly("one", "two");
    assertThat(written()).hasSize(4);
  }

  @Test
  void write_folderIsAFile_healsWhenThatIsGone() throws Exception {
    Files.writeString(folder.resolve("logs"), "in the way");
    try (AuditFile audit = file(settings(false), new OwnerOnly(), 100)) {
      audit.write(() -> "one\n");
      Files.delete(folder.resolve("logs"));
      await(() -> Files.exists(file()));
    }
    assertThat(written()).contains("one").hasSize(3);
  }

  @Test
  void write_fullQueue_countsAndSaysSo() throws Exception {
    Door door = new Door();
    try (AuditFile audit = file(settings(false), door, 10)) {
      assertThat(door.tried.await(SECONDS, TimeUnit.SECONDS)).isTrue();
      for (int number = 0; number < 17; number++) {
        int n = number;
        audit.write(() -> n + "\n");
      }
      assertThat(audit.lost()).isEqualTo(7);
      door.open = true;
      await(() -> Files.exists(file()));
    }
    assertThat(written()).contains("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    int lost = written().indexOf(new AuditLines(false).lost(Entries.TIME, 7).strip());
    assertThat(lost).isEqualTo(written().size() - 2).isGreaterThan(written().indexOf("9"));
  }

  @Test
  void close_unwritable_countsWhatWaits() throws Exception {
    Door door = new Door();
    AuditFile audit = file(settings(false), door, 10);
    assertThat(door.tried.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    audit.write(() -> "never\n");
    audit.close();
    await(() -> audit.lost() > 0);
    assertThat(file()).doesNotExist();
    audit.write(() -> "too late\n");
    assertThat(audit.lost()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void write_unspeakable_isCountedAndOthersGoOn() throws Exception {
    try (AuditFile audit = file(settings(false), new OwnerOnly(), 10)) {
      audit.write(
          () -> {
            throw new IllegalStateException("no words");
          });
      audit.write(() -> "after\n");
      await(() -> audit.lost() == 1);
    }
    assertThat(written()).hasSize(4).contains("after");
  }

  @Test
  void write_fullFile_rotatesAndAllAreTheOwners() throws Exception {
    AuditSettings small = new AuditSettings(file(), 60, 3, false, true);
    try (AuditFile audit = file(small, new OwnerOnly(), 1_000)) {
      for (int number = 0; number < 50; number++) {
        int n = number;
        audit.write(() -> "a line of some length " + n + "\n");
      }
    }
    try (Stream<Path> files = Files.list(file().getParent())) {
      List<Path> all = files.sorted().toList();
      assertThat(all)
          .extracting(path -> path.getFileName().toString())
          .containsExactly("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2");
      for (Path one : all) {
        assertThat(Files.size(one)).isBetween(1L, 80L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void write_fileTakenAway_isMadeAnew() throws Exception {
    try (AuditFile audit = file(settings(false), new OwnerOnly(), 10)) {
      await(() -> Files.exists(file()));
      Files.delete(file());
      audit.write(() -> "after\n");
    }
    assertThat(written()).contains("after");
  }

  @Test
  void write_fileIsALink_isNotFollowed() throws Exception {
    Files.createDirectories(file().getParent());
    Path victim = Files.writeString(folder.resolve("victim"), "mine");
    Files.createSymbolicLink(file(), victim);
    try (AuditFile audit = file(settings(false), new OwnerOnly(), 10)) {
      audit.write(() -> "one\n");
    }
    assertThat(victim).hasContent("mine");
  }
}
