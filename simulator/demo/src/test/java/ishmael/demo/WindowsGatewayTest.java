package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.demo.WindowsPrograms.Ended;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The gateway as an admin meets it on Windows: stored password, second instance, wrong settings.
 */
@Tag("windows")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WindowsGatewayTest {
  private static final String MAIN = "ishmael.gateway.Main";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Undo undo = Undo.atExit();
  private final PhoneSystem phoneSystem =
      undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
  private final WindowsPrograms windows;

  WindowsGatewayTest() throws Exception {
    windows = undo.add(new WindowsPrograms(List.of()));
  }

  /** Stores the password by {@code gateway password} and starts the gateway, which reads it. */
  @BeforeAll
  void gateway_passwordStored_logsIn() throws Exception {
    undo.add(GatewayProcess.start(windows.java(), windows.folder(), phoneSystem.xmpp()));
    Path log = windows.folder().resolve("gateway.log");
    long end = System.nanoTime() + LIMIT.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!Files.exists(log) || !Files.readString(log).contains("The gateway is online")) {
      assertThat(System.nanoTime()).as("the gateway is online within %s", LIMIT).isLessThan(end);
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @AfterAll
  void close() throws Exception {
    undo.close();
  }

  @Test
  void passwordFile_always_isNoClearText() throws Exception {
    byte[] stored = Files.readAllBytes(windows.folder().resolve("password"));
    String octets = new String(stored, StandardCharsets.ISO_8859_1);
    byte[] wide = Pequod.SUPERVISOR_PASSWORD.getBytes(StandardCharsets.UTF_16LE);
    assertThat(octets)
        .isNotEmpty()
        .doesNotContain(Pequod.SUPERVISOR_PASSWORD)
        .doesNotContain(new String(wide, StandardCharsets.ISO_8859_1));
    assertThat(Files.readString(windows.folder().resolve("gateway.log")))
        .doesNotContain(Pequod.SUPERVISOR_PASSWORD);
  }

  @Test
  void lines_overTheAdminPipe_areListed() throws Exception {
    String settings = windows.java().path(windows.folder().resolve("ishmael.toml"));

    Ended ended = windows.run(LIMIT, MAIN, "lines", "--settings", settings);

    assertThat(String.join("\n", ended.output()))
        .contains("Captain Ahab (101)")
        .contains("Policy: open.");
    assertThat(ended.code()).isZero();
  }

  @Test
  void gateway_secondOnOnePipe_saysSoAndEndsWithFour() throws Exception {
    String settings = Files.readString(windows.folder().resolve("ishmael.toml"));
    Path second = windows.folder().resolve("second.toml");
    Files.writeString(second, settings.replace("gateway.log", "second.log"));

    Ended ended = windows.run(LIMIT, MAIN, "--settings", windows.java().path(second));

    assertThat(ended.errors())
        .contains("The gateway does not start: ")
        .contains("\\\\.\\pipe\\ishmael-lines")
        .contains("stop that first.");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(phoneSystem.xmpp().sessions()).hasSize(1);
  }

  @Test
  void gateway_brokenSettings_saysLineAndEndsWithThree() throws Exception {
    Path broken = windows.folder().resolve("broken.toml");
    Files.writeString(broken, "[phone-system]\nhost = 5\nuser = \"tapi\"\n");

    Ended ended = windows.run(LIMIT, MAIN, "--settings", windows.java().path(broken));

    assertThat(ended.errors()).contains("broken.toml, line 2: phone-system.host ");
    assertThat(ended.code()).isEqualTo(3);
  }
}
