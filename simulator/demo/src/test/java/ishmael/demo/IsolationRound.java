package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every request on one line: a session that may use it plays all of them, and before each one every
 * session that may not tries the same and gets LINEERR_OPERATIONUNAVAIL. What reaches the phone
 * system is what the first one asked for.
 */
final class IsolationRound {
  /** The requests of {@link #play}, in its order. */
  static final List<String> REQUESTS =
      List.of(
          "make",
          "hold",
          "unhold",
          "setup",
          "dial",
          "complete",
          "accept",
          "answer",
          "swap",
          "drop",
          "transfer",
          "redirect",
          "pickup",
          "conference");

  private static final String REFUSED = "refused 80000049";
    private static final String COLLEAGUE = "103";

  private final TerminalServer server;
  private final IsolationTable table;
  private final Line line;
  private final TerminalSession driver;
  private final Set<TerminalSession> refused;
  private final List<String> wrong = new ArrayList<>();

  /** The lines of the scene. */
  enum Line {
    AHAB(0, "ahab", "101"),
    STARBUCK(2, "starbuck", "102"),
    PIP(1, "pip", "106");

    private final int device;
    private final String user;
    private final String extension;

    Line(int device, String user, String extension) {
      this.device = device;
      this.user = user;
      this.extension = extension;
    }

    /** Returns its device id. */
    int device() {
      return device;
    }

    String user() {
      return user;
    }

    String extension() {
      return extension;
    }
  }

  IsolationRound(
      TerminalServer server,
      IsolationTable table,
      Line line,
      TerminalSession driver,
      Set<TerminalSession> refused) {
    this.server = server;
    this.table = table;
    this.line = line;
    this.driver = driver;
    this.refused = refused;
  }

  /** Plays it; returns a sentence for each request that came out otherwise. */
  List<String> play() throws Exception {
    server.commands();
    handsOverAfterAsking();
    swaps();
    handsOverUnasked();
    picksUp();
    beginsAConference();
    return wrong;
  }

  private void handsOverAfterAsking() throws Exception {
    step("make", TerminalServer.ASHORE, CallState.CONNECTED, "base.DialFrom");
    step("hold", "", CallState.ONHOLD, "phone.Hold");
    step("unhold", "", CallState.CONNECTED, "phone.Hold");
    step("setup", "", CallState.DIALTONE, "phone.Hold");
    step("dial", COLLEAGUE, CallState.RINGBACK, "base.DialFrom");
    step("complete", "", CallState.IDLE, "phone.Transfer");
    clear();
  }

  private void swaps() throws Exception {
    rings(line.extension());
    all(CallState.OFFERING);
    step("accept", "", CallState.ACCEPTED);
    step("answer", "", CallState.CONNECTED, "phone.Offhook");
    Engine phones = server.phones();
    String first = phones.channelsOf(line.user()).get(0).id();
    phones.hold(first);
    all(CallState.ONHOLD);
    driverOnly("make", TerminalServer.ASHORE, CallState.CONNECTED);
    driverOnly("hold", "", CallState.ONHOLD);
    phones.resume(first);
    for (TerminalSession session : TerminalSession.values()) {
      server.program(session).awaitBefore(line.device(), CallState.CONNECTED.code());
    }
    server.commands();
    step("swap", "", CallState.CONNECTED, "phone.Hold", "phone.Hold");
    step("drop", "", CallState.ONHOLD, "base.Hangup");
    clear();
  }

  private void handsOverUnasked() throws Exception {
    rings(line.extension());
    all(CallState.OFFERING);
    driverOnly("answer", "", CallState.CONNECTED);
    step("transfer", COLLEAGUE, CallState.IDLE, "base.Transfer");
    clear();
    rings(line.extension());
    all(CallState.OFFERING);
    step("redirect", COLLEAGUE, CallState.IDLE, "base.Transfer");
    clear();
  }

  private void picksUp() throws Exception {
    rings(COLLEAGUE);
    step("pickup", COLLEAGUE, CallState.CONNECTED, "base.Pickup");
    clear();
  }

  private void beginsAConference() throws Exception {
    rings(line.extension());
    all(CallState.OFFERING);
    driverOnly("answer", "", CallState.CONNECTED);
    step("conference", "", CallState.DIALTONE, "phone.Hold");
    // the consultation call has no channel that the phone system could clear
    assertThat(server.program(driver).ask("drop", line.device(), "")).isEqualTo("ok");
    clear();
  }

  private void rings(String extension) {
    server.phones().outsideCalls(TerminalServer.ASHORE, "Spouter Inn", extension);
  }

  /** Waits until every program sees the newest call of the line in that state. */
  private void all(CallState state) throws Exception {
    for (TerminalSession session : TerminalSession.values()) {
      server.program(session).await(line.device(), state.code());
    }
  }

  private void clear() throws Exception {
    server.phones().clearCalls();
    all(CallState.IDLE);
    server.commands();
  }

  private void driverOnly(String verb, String number, CallState becomes) throws Exception {
    assertThat(server.program(driver).ask(verb, line.device(), number))
        .as("%s by %s on %s", verb, driver.title(), line)
        .isEqualTo("ok");
    all(becomes);
    server.commands();
  }

  private void step(String verb, String number, CallState becomes, String... commands)
      throws Exception {
    for (TerminalSession session : refused) {
      String answer = server.program(session).ask(verb, line.device(), number);
      note(verb, session, answer, REFUSED);
    }
    note(verb, driver, server.program(driver).ask(verb, line.device(), number), "ok");
    all(becomes);
    List<String> sent = server.commands();
    if (!sent.equals(List.of(commands))) {
      wrong.add(verb + " on " + line + ": the phone system was asked for " + sent);
    }
  }

  private void note(String verb, TerminalSession session, String answer, String expected) {
    table.put(verb, line, session, answer.equals("ok") ? "ok" : "-", answer.equals(expected));
    if (!answer.equals(expected)) {
      wrong.add(verb + " by " + session.title() + " on " + line + ": " + answer);
    }
  }
}
