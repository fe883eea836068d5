package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import ishmael.gateway.admin.AdminServer;
import ishmael.gateway.admin.TestSite;
import ishmael.gateway.settings.OwnerOnly;
import ishmael.gateway.settings.Places;
import ishmael.gateway.tapi.TapiSource;
import ishmael.tsp.link.unix.UnixServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an admin types, and reads. */
class AdminCommandTest {
  private static final String BEGIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
          .format(TestSite.BEGIN.atZone(ZoneId.systemDefault()));

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestSite site = new TestSite();
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    Path socket = folder.resolve("run").resolve("lines.sock");
    Files.writeString(
        folder.resolve("ishmael.toml"),
        "[phone-system]\nhost = 'pbx'\nuser = 'tapi'\n[pipe]\nsocket = '" + socket + "'\n");
    server = AdminServer.start(UnixServer.listen(socket.resolveSibling("admin.sock")), site.site());
  }

  @AfterEach
  void end() {
    server.close();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line(new PrintWriter(out)).execute(arguments);
  }

  private CommandLine line(PrintWriter printer) {
    Places places = new Places(false, folder, folder, folder, folder.resolve("other.sock"));
    CommandLine line =
        GatewayCommand.line(
            (settings, password, policies) -> ExitCode.DONE,
            places,
            new OwnerOnly(),
            TapiSource.absent());
    line.setOut(printer);
    line.setErr(new PrintWriter(err));
    return line;
  }

  @Test
  void lines_oneHeld_areATable() {
    site.pipUses("deck");
    assertThat(run("lines")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            LINE                USER      SERVICE  CALLS  BELONGS TO  HELD BY                 SINCE
            Captain Ahab (101)  ahab      yes      2      same name   -                       -
            Starbuck (102)      starbuck  yes      0      same name   -                       -
            Main deck (110)     deck      yes      0      nobody      PEQUOD\\pip (session 6)  TIME
            Mast head (111)     mast      no       0      nobody      -                       -

            Lines: 4, held: 1. Policy: own.
            Out of service: 1. The phone is not registered.
            """
                .replace("TIME", BEGIN));
  }

  @Test
  void sessions_always_areATable() {
    site.pipUses("deck");
    assertThat(run("sessions")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            SESSION  ACCOUNT      STATE         CLIENT    OWNS  HOLDS  SIGNED IN
            3        PEQUOD\\ahab  active        CABIN-PC  ahab  -      TIME
            6        PEQUOD\\pip   disconnected  -         -     deck   TIME

            Sessions: 2.
            """
                .replace("TIME", BEGIN));
  }

  @Test
  void lines_json_isTheAnswer() throws Exception {
    assertThat(run("lines", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("lines")).hasSize(4);
  }

  @Test
  void release_held_saysWhatEnded() {
    site.pipUses("deck");
    assertThat(run("release", "110")).isZero();
    assertThat(out.toString())
        .isEqualTo("Released: deck, held by PEQUOD\\pip (session 6) since " + BEGIN + ".\n");
  }

  @Test
  void release_nobodyHoldsOrUnknown_fails() {
    assertThat(run("release", "deck")).isEqualTo(1);
    assertThat(err).hasToString("Nobody holds the line of deck.\n");
    assertThat(run("release", "ahap")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("No line has the user, extension or id \"ahap\". Perhaps: ahab.\n");
  }

  @Test
  void policy_shownAndChanged() {
    assertThat(run("policy")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            policy           own: a line obeys the account that owns it
            unknown callers  deny
            domains          any
            administrators   none
            """);
    site.pipUses("deck");
    assertThat(run("policy", "open", "--unknown-callers=allow", "--administrators=PEQUOD\\captain"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            policy           open: a line obeys everybody
            unknown callers  allow
            domains          any
            administrators   pequod\\captain
            Released: deck, held by PEQUOD\\pip (session 6) since TIME.
            """
                .replace("TIME", BEGIN));
    assertThat(run("policy", "--administrators=")).isZero();
    assertThat(out.toString()).contains("administrators   none");
  }

  @Test
  void map_shownAndChanged() {
    assertThat(run("map")).isZero();
    assertThat(out.toString()).startsWith("The table is empty");
    assertThat(run("map", "add", "PEQUOD\\pip", "deck", "mast")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            ACCOUNT     USERS
            pequod\\pip  deck, mast
            """);
    assertThat(run("map", "remove", "PEQUOD\\pip", "deck")).isZero();
    assertThat(out.toString()).contains("pequod\\pip  mast");
    assertThat(run("map", "add", "PEQUOD\\pip", "dek")).isEqualTo(1);
    assertThat(err.toString()).contains("Perhaps: deck.");
    assertThat(run("map", "remove", "PEQUOD\\queequeg")).isEqualTo(1);
    assertThat(err.toString()).contains("The table has no account pequod\\queequeg.");
  }

  @Test
  void wrongArguments_areUsage() {
    assertThat(run("release")).isEqualTo(2);
    assertThat(run("map", "add", "PEQUOD\\pip")).isEqualTo(2);
    assertThat(run("lines", "--wath")).isEqualTo(2);
  }

  @Test
  void policy_nonsense_isRefusedByTheGateway() {
    assertThat(run("policy", "closed")).isEqualTo(1);
    assertThat(err).hasToString("policy must be own, claim or open.\n");
  }

  @Test
  void gateway_notRunning_isSaid() {
    server.close();
    assertThat(run("lines")).isEqualTo(5);
    assertThat(err.toString()).startsWith("The gateway is not running").hasLineCount(1);
  }

  @Test
  void settings_missing_isSaid() {
    assertThat(run("lines", "--settings", folder.resolve("none.toml").toString())).isEqualTo(3);
  }

  @Test
  void lines_watch_listsAgainAtEachChangeUntilTheGatewayEnds() throws Exception {
    CountDownLatch listed = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    StringWriter shown =
        new StringWriter() {
          @Override
          public void write(String text, int begin, int length) {
            super.write(text, begin, length);
            if (text.contains("Policy: own")) {
              listed.countDown();
            } else if (text.contains("PEQUOD\\pip")) {
              changed.countDown();
            }
          }
        };
    CommandLine line = line(new PrintWriter(shown));
    CompletableFuture<Integer> end =
        CompletableFuture.supplyAsync(() -> line.execute("lines", "--watch"));
    assertThat(listed.await(30, TimeUnit.SECONDS)).isTrue();
    site.pipUses("deck");
    assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
    server.close();
    assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(5);
  }
}
