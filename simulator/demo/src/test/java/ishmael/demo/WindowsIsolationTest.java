package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSetMultimap;
import ishmael.demo.IsolationRound.Line;
import ishmael.gateway.domain.Guard;
import ishmael.linemapper.CallState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Five programs in five sessions on three lines, from tapi32.dll by local RPC and impersonation in
 * the provider to the gateway's judgement and back; who they are is chosen where Wine has one user
 * only (docs/tapisrv-stand-in.md, "Identities").
 */
@Tag("windows")
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WindowsIsolationTest {
  private static final Set<TerminalSession> EVERYBODY = EnumSet.allOf(TerminalSession.class);
  private static final int LINES = Line.values().length;
  private static final String REFUSED = "refused 80000049";

  private final TerminalServer server;

  WindowsIsolationTest() throws Exception {
    server = new TerminalServer("open", LINES);
  }

  @AfterEach
  void noRuleIsBroken() throws Exception {
    server.phones().clearCalls();
    assertThat(server.tapisrv().violations()).isEmpty();
  }

  @AfterAll
  void close() throws Exception {
    server.close();
  }

  /** Each session that may use a line plays every request; all others are refused each. */
  private void play(String policy, ImmutableSetMultimap<Line, TerminalSession> allowed)
      throws Exception {
    server.policy(policy, LINES);
    IsolationTable table = new IsolationTable(policy);
    List<String> wrong = new ArrayList<>();
    try {
      for (Line line : Line.values()) {
        firstUses(line, allowed.get(line).iterator().next());
      }
      for (Line line : Line.values()) {
        Set<TerminalSession> refused = EnumSet.copyOf(EVERYBODY);
        refused.removeAll(allowed.get(line));
        for (TerminalSession driver : allowed.get(line)) {
          wrong.addAll(new IsolationRound(server, table, line, driver, refused).play());
        }
      }
    } finally {
      table.write(Path.of("target", "isolation-in-wine"));
    }
    assertThat(wrong).isEmpty();
  }

  /** Who uses a line first claims it, where lines are claimed. */
  private void firstUses(Line line, TerminalSession session) throws Exception {
    SessionProgram program = server.program(session);
    assertThat(program.ask("make", line.device(), TerminalServer.ASHORE))
        .as(server.log())
        .isEqualTo("ok");
    server.phones().clearCalls();
    everybodySees(line, CallState.IDLE);
  }

  private void everybodySees(Line line, CallState state) throws Exception {
    for (TerminalSession session : TerminalSession.values()) {
      server.program(session).await(line.device(), state.code());
    }
  }

  @Test
  void own_everyRequestOfEverySession_ownersOnly() throws Exception {
    play(
        "own",
        ImmutableSetMultimap.<Line, TerminalSession>builder()
            .putAll(
                Line.AHAB, TerminalSession.AHAB, TerminalSession.PERTH, TerminalSession.AHAB_AGAIN)
            .put(Line.STARBUCK, TerminalSession.STARBUCK)
            .put(Line.PIP, TerminalSession.DOUGHBOY)
            .build());
  }

  @Test
  void claim_everyRequestOfEverySession_holdersOnly() throws Exception {
    play(
        "claim",
        ImmutableSetMultimap.of(
            Line.AHAB, TerminalSession.AHAB,
            Line.STARBUCK, TerminalSession.STARBUCK,
            Line.PIP, TerminalSession.PERTH));
  }

  @Test
  void open_everyRequestOfEverySession_everybody() throws Exception {
    ImmutableSetMultimap.Builder<Line, TerminalSession> all = ImmutableSetMultimap.builder();
    EnumSet.allOf(Line.class).forEach(line -> all.putAll(line, EVERYBODY));
    play("open", all.build());
  }

  @Test
  void claim_sessionHasEnded_theLineIsFree() throws Exception {
    server.policy("claim", LINES);
    firstUses(Line.PIP, TerminalSession.AHAB);
    SessionProgram other = server.program(TerminalSession.AHAB_AGAIN);
    assertThat(other.ask("make", Line.PIP.device(), TerminalServer.ASHORE)).isEqualTo(REFUSED);
    server.order("ended " + TerminalSession.AHAB.id());
    firstUses(Line.PIP, TerminalSession.AHAB_AGAIN);
    assertThat(
            server
                .program(TerminalSession.AHAB)
                .ask("make", Line.PIP.device(), TerminalServer.ASHORE))
        .isEqualTo(REFUSED);
  }

  /**
   * Cleaning up comes from the service itself, without a caller: nobody's claim stands against it.
   */
  @Test
  void claim_programIsKilled_itsCallIsCleanedUp() throws Exception {
    server.policy("claim", LINES);
    TerminalSession killed = TerminalSession.AHAB;
    SessionProgram program = server.program(killed);
    assertThat(program.ask("make", Line.PIP.device(), TerminalServer.ASHORE)).isEqualTo("ok");
    everybodySees(Line.PIP, CallState.CONNECTED);
    server.commands();

    program.kill();
    try {
      cleanedUp(killed);
    } finally {
      server.restart(killed, LINES);
    }
  }

  private void cleanedUp(TerminalSession killed) throws Exception {
    for (TerminalSession session : EnumSet.complementOf(EnumSet.of(killed))) {
      server.program(session).await(Line.PIP.device(), CallState.IDLE.code());
    }
    assertThat(server.commands()).containsExactly("base.Hangup");
    assertThat(server.phones().channels()).isEmpty();
    SessionProgram other = server.program(TerminalSession.AHAB_AGAIN);
    assertThat(other.ask("make", Line.PIP.device(), TerminalServer.ASHORE))
        .as("the session goes on, and its claim")
        .isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"own, impersonate, 5, false", "own, token, 1314, false", "own allow, token, 5, true"})
  void own_whoAsksCanNotBeRead_isAStranger(String policy, String at, int error, boolean mayPass)
      throws Exception {
    server.policy(policy, LINES);
    TerminalSession session = TerminalSession.STARBUCK;
    firstUses(Line.STARBUCK, session);
    server.commands();
    server.tapisrv().identityFails(session.file(), error, at);
    try {
      assertThat(server.program(session).ask("make", Line.STARBUCK.device(), TerminalServer.ASHORE))
          .isEqualTo(mayPass ? "ok" : REFUSED);
      assertThat(server.commands()).hasSize(mayPass ? 1 : 0);
    } finally {
      server.tapisrv().identity(session.file(), session.account().sid(), session.id());
      server.phones().clearCalls();
      everybodySees(Line.STARBUCK, CallState.IDLE);
    }
  }

  /** Wine's one user is ahab for the gateway, whoever a program was said to be before. */
  @ParameterizedTest
  @EnumSource(names = {"PERTH", "STARBUCK"})
  void own_programIsAskedWhoItIs_itsTicketNamesTheCaller(TerminalSession session) throws Exception {
    server.policy("own fallback", LINES);
    server.commands();
    server.tapisrv().identityFails(session.file(), 5, "impersonate");
    try {
      assertThat(make(session, Line.AHAB)).as(server.log()).isEqualTo("ok");
      assertThat(server.commands()).hasSize(1);
      server.phones().clearCalls();
      everybodySees(Line.AHAB, CallState.IDLE);

      assertThat(make(session, Line.STARBUCK)).isEqualTo(REFUSED);

      server.tapisrv().run("stress", "nullDialogs", 1);
      long before = System.nanoTime();
      assertThat(make(session, Line.AHAB)).as("a program that shows nothing").isEqualTo(REFUSED);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Guard.TICKET_LIMIT);
      assertThat(server.commands()).isEmpty();
    } finally {
      server.tapisrv().identity(session.file(), session.account().sid(), session.id());
    }
  }

  private String make(TerminalSession session, Line line) throws Exception {
    return server.program(session).ask("make", line.device(), TerminalServer.ASHORE);
  }
}
