package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.TapiEvent;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.WindowsCommand;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that the provider can not tell are asked who they are: a 64-bit program, the telephony
 * service of the stand-in with the provider, its other half in the program, and the pipe for
 * tickets on the Windows Java runtime. Only the failure of the impersonation is chosen.
 */
@Tag("windows")
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WindowsTicketsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REFUSED = "refused 80000049";

  private final Undo undo = Undo.atExit();
  private final Path folder = undo.add(Folder.temporary()).path();
  private final WinePrefix prefix;
  private final WineJava java;
  private Dialogue gateway;
  private Tapisrv tapisrv;

  WindowsTicketsTest() throws Exception {
    WineRoot root = WineRoot.find();
    prefix = undo.add(root.newPrefix());
    java =
        new WineJava(
            root, prefix, List.of(WindowsPrograms.built("simulator/demo/target/test-classes")));
  }

  @BeforeAll
  void start() throws Exception {
    Path windows = prefix.driveC().resolve("windows");
    copy("tsp/target/native/x64/ishmael.tsp", windows.resolve("system32/ishmael.tsp"));
    copy("tsp/target/native/x86/ishmael.tsp", windows.resolve("syswow64/ishmael.tsp"));
    Redirect errors = Redirect.to(folder.resolve("gateway.txt").toFile());
    gateway =
        undo.add(
            new Dialogue(
                prefix.start(java.command(List.of(TicketGateway.class.getName())), errors)));
    assertThat(gateway.next())
        .as(Files.readString(folder.resolve("gateway.txt")))
        .isEqualTo("ready");
    tapisrv =
        undo.add(
            Tapisrv.start(
                prefix,
                Tapisrv.Setup.of(
                    WindowsPrograms.built("simulator/windows/target/native/x64/tapisrv.exe"),
                    windows.resolve("system32/ishmael.tsp"))));
    assertThat(tapisrv.run("serve").result()).isZero();
  }

  @AfterAll
  void close() throws Exception {
    undo.close();
  }

  private static void copy(String built, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(WindowsPrograms.built(built), to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A program of that file name, which has opened the line. */
  private Dialogue program(String bits, String name) throws Exception {
    String built = "simulator/windows/target/native/" + bits + "/";
    Path place = prefix.driveC().resolve(bits);
    copy(built + "tapi32-session.exe", place.resolve(name));
    copy(built + "tapi32.dll", place.resolve("tapi32.dll"));
    WindowsCommand command =
        WindowsCommand.of(place.resolve(name).toString())
            .withEnvironment(Map.of("WINEDLLOVERRIDES", "tapi32=n"));
    Dialogue program = new Dialogue(prefix.start(command, Redirect.DISCARD));
    assertThat(program.next()).isEqualTo("ready 1");
    return program;
  }

  private long dialogs(String does) {
    return tapisrv.events().stream().filter(event -> isDialog(event, does)).count();
  }

  private static boolean isDialog(TapiEvent event, String does) {
    return event.name().equals("dialog") && event.json().path("does").asText().equals(does);
  }

  @ParameterizedTest
  @CsvSource({"x64, impersonate, 5", "x64, token, 1314", "x86, impersonate, 5", "x86, token, 1314"})
  void program_thatCanNotBeTold_showsWhoItIs(String bits, String at, int error) throws Exception {
    String name = bits + at + ".exe";
    try (Dialogue program = program(bits, name)) {
      assertThat(program.ask("make 0 102")).isEqualTo("ok");
      String truth = gateway.next();
      assertThat(truth).startsWith("MAKE_CALL known S-1-5-21-");
      assertThat(program.ask("drop 0")).isEqualTo("ok");
      assertThat(gateway.next()).isEqualTo(truth.replace("MAKE_CALL", "DROP"));
      long before = dialogs("created");

      tapisrv.identityFails(name, error, at);

      assertThat(program.ask("make 0 102")).isEqualTo("ok");
      assertThat(gateway.next()).isEqualTo(truth.replace("known", "shown"));
      assertThat(program.ask("drop 0")).isEqualTo("ok");
      assertThat(gateway.next()).isEqualTo(truth.replace("MAKE_CALL known", "DROP shown"));
      assertThat(dialogs("created")).isEqualTo(before + 2);
      for (int i = 0; i < 2; i++) {
        tapisrv.awaitEvent(event -> isDialog(event, "freed"), LIMIT);
      }
    }
    assertThat(tapisrv.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void program_thatIsNotReached_isAStranger(String bits) throws Exception {
    String name = bits + "deaf.exe";
    try (Dialogue program = program(bits, name)) {
      tapisrv.identityFails(name, 5, "impersonate");
      tapisrv.run("stress", "nullDialogs", 1);

      assertThat(program.ask("make 0 102")).isEqualTo(REFUSED);

      assertThat(gateway.next()).isEqualTo("MAKE_CALL stranger");
      assertThat(program.ask("make 0 102")).isEqualTo("ok");
      assertThat(gateway.next()).startsWith("MAKE_CALL shown S-1-5-21-");
    }
    assertThat(tapisrv.violations()).isEmpty();
  }
}
