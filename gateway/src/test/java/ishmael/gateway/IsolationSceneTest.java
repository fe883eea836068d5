package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.domain.Domain;
import ishmael.gateway.domain.DomainObserver;
import ishmael.gateway.domain.DomainOptions;
import ishmael.gateway.domain.DomainStatus;
import ishmael.gateway.domain.Guard;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.Tickets;
import ishmael.gateway.lines.LineDesk;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.RefusalMemory;
import ishmael.gateway.phonesystem.smack.SmackPhoneSystem;
import ishmael.gateway.signin.SignIn;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.LocalServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Five sessions, and nobody, on three lines under each policy: every request of each on each line,
 * through the line protocol's socket, with a conversation on each line. What is expected stands in
 * {@code isolation-MODE.txt}; what was seen is written to {@code target/isolation}.
 */
@Timeout(240)
class IsolationSceneTest extends GatewayScene {
  private static final List<String> EXTENSIONS = List.of("101", "102", "106");
  private static final List<String> PHONES =
      List.of(Pequod.AHAB_PHONE, Pequod.STARBUCK_PHONE, Pequod.PIP_PHONE);

  /** A call that does not exist: what is allowed shall leave the conversations as they are. */
  private static final long VOID = 0x7777_7777L;

  private static final long ANSWER_SECONDS = 20;
  private static final Set<String> REFUSALS = Set.of("NOT-OWN", "HELD", "BUSY", "UNKNOWN");

  /** Who asks, in this order in each row. */
  private enum Asker {
    AHAB(1),
    /** Works for Ahab and Starbuck, by the table. */
    BILDAD(2),
    /** Has no line of his own. */
    FEDALLAH(3),
    /** An administrator. */
    PELEG(4),
    UNKNOWN(0),
    NOBODY(0);

    private final int session;

    Asker(int session) {
      this.session = session;
    }

    Caller caller() {
      return switch (this) {
        case UNKNOWN -> new Caller.Failed(5);
        case NOBODY -> new Caller.Nobody(1702);
        default ->
            new Caller.Known(
                Octets.of(new byte[] {1, 1, 0, 0, 0, 0, 0, 5, (byte) (100 + session), 0, 0, 0}),
                session);
      };
    }

    String sid() {
      return "S-1-5-" + (100 + session);
    }
  }

  private final SceneAudit audit = new SceneAudit();
  private final List<String> wrong = new ArrayList<>();
  private int number;

  private static final class Windows implements AccountAuthority {
    @Override
    public Account bySid(String sid) {
      for (Asker one : Asker.values()) {
        if (one.session > 0 && one.sid().equals(sid)) {
          return new Account(sid, "PEQUOD", one.name().toLowerCase(Locale.ROOT), "");
        }
      }
      return Account.unresolved(sid);
    }

    /** Pip's phone stands on deck, for everybody. */
    @Override
    public boolean exists(String name) {
      return !name.equalsIgnoreCase("PEQUOD\\pip");
    }
  }

  private static IsolationPolicy policy(Mode mode) {
    Set<UserName> bosses = Set.of(new UserName("Ahab"), new UserName("Starbuck"));
    return new IsolationPolicy(
        mode,
        List.of(new Assignment(AccountPattern.parse("PEQUOD\\bildad"), bosses)),
        Set.of("PEQUOD"),
        List.of(AccountPattern.parse("PEQUOD\\peleg")),
        false);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyRequest_ofEverySession_isAllowedOrRefusedAsTheTableSays(Mode mode) throws Exception {
    List<List<String>> expected = table(mode);
    CountDownLatch online = new CountDownLatch(1);
    LocalServer server = LinePlace.listen(supervisor().settings().pipe());
    try (Accounts accounts = new Accounts(new Windows(), Ticker.systemTicker());
        Domain domain = domain(mode, accounts, online)) {
      RecordingPhones phones = phones(domain);
      domain.start(phones);
      try (LineEndpoint endpoint =
          LineEndpoint.start(
              server,
              new LineDesk(domain),
              EndpointSettings.ofProtocol("test", Duration.ofSeconds(40)),
              new LinkCounters())) {
        phones.start();
        assertThat(online.await(20, TimeUnit.SECONDS)).isTrue();
        try (TestPeer peer = TestPeer.connect(server.address())) {
          play(peer, mode, expected, phones);
          assertThat(endpoint).isNotNull();
        }
      } finally {
        phones.close();
      }
    }
  }

  private Domain domain(Mode mode, Accounts accounts, CountDownLatch online) {
    Guard guard = new Guard(new Isolation(policy(mode)), accounts, Tickets.none(), audit);
    DomainObserver observer =
        new DomainObserver() {
          @Override
          public void changed(DomainStatus status) {
            if (status.lines() >= EXTENSIONS.size()) {
              online.countDown();
            }
          }

          @Override
          public void lineIds(Map<UserName, LineId> ids) {}

          @Override
          public void directory(DirectoryMemory memory) {}

          @Override
          public void failed(String why) {
            wrong.add(why);
          }
        };
    return new Domain(
        new LineMapper(LineMapperOptions.of("localhost", 1L << 40, Map.of())),
        DomainOptions.of(List.of()).guardedBy(guard),
        new SimpleMeterRegistry(),
        observer);
  }

  private RecordingPhones phones(Domain domain) throws Exception {
    GatewayOptions options = supervisor();
    return new RecordingPhones(
        SmackPhoneSystem.create(
            SignIn.options(
                options.settings(),
                new Password(options.password().reveal()),
                "scene",
                options.timing(),
                RefusalMemory.forgetful()),
            domain,
            new SimpleMeterRegistry()));
  }

  private void play(TestPeer peer, Mode mode, List<List<String>> expected, RecordingPhones phones)
      throws Exception {
    List<Long> talks = conversations(peer);
    phones.submitted.clear();
    List<List<String>> seen = new ArrayList<>();
    List<Operation> operations = List.of(Operation.values());
    for (int row = 0; row < operations.size(); row++) {
      Operation operation = operations.get(row);
      List<String> wanted = expected.get(row);
      assertThat(wanted.get(0)).isEqualTo(operation.name());
      List<String> cells = new ArrayList<>(List.of(operation.name()));
      for (Asker asker : Asker.values()) {
        for (int line = 0; line < EXTENSIONS.size(); line++) {
          String cell = wanted.get(cells.size());
          long call = REFUSALS.contains(cell) ? talks.get(line) : VOID;
          cells.add(ask(peer, operation, asker, line, call));
        }
      }
      seen.add(cells);
      letGo(peer);
    }
    write(mode, seen, phones.submitted.size());
    assertThat(seen).isEqualTo(expected);
    assertThat(wrong).isEmpty();
    assertThat(phones.submitted).as("commands of refused requests").isEmpty();
    Operation dials = Operation.MAKE_CALL;
    send(peer, ++number, dials, Asker.PELEG, 1, chosen(), Pequod.CHANDLERS);
    assertThat(peer.answer(number)).isZero();
    assertThat(phones.submitted).hasSize(1).first().isInstanceOf(PhoneCommand.Dial.class);
  }

  private List<Long> conversations(TestPeer peer) throws Exception {
    List<Long> talks = new ArrayList<>();
    for (int line = 0; line < EXTENSIONS.size(); line++) {
      pequod.engine().outsideCalls(Pequod.CHANDLERS, "Chandlers", EXTENSIONS.get(line));
      long call = peer.call(CallState.OFFERING).call();
      pequod.engine().answer(PHONES.get(line));
      peer.next(
          CallFrame.class, one -> one.call() == call && one.state() == CallState.CONNECTED.code());
      talks.add(call);
    }
    return talks;
  }

  /** Between rows the lines are closed, which ends the claims. */
  private void letGo(TestPeer peer) throws Exception {
    for (int line = 0; line < EXTENSIONS.size(); line++) {
      send(peer, 0, Operation.CLOSE_LINE, Asker.NOBODY, line, 0, "");
    }
  }

  private String ask(TestPeer peer, Operation operation, Asker asker, int line, long call)
      throws Exception {
    if (operation.isNotice()) {
      return notice(peer, operation, asker, line, call);
    }
    boolean harmless = call == VOID;
    long subject = operation.createsCall() ? chosen() : call;
    String allowedTarget = operation == Operation.MAKE_CALL ? "W" : "";
    String target = harmless ? allowedTarget : Pequod.CHANDLERS;
    send(peer, ++number, operation, asker, line, subject, target);
    int answer = peer.answer(number);
    String told = audit.next(ANSWER_SECONDS);
    boolean refused = answer == LineError.OPERATIONUNAVAIL.code();
    if (refused != REFUSALS.contains(told)) {
      wrong.add(operation + " by " + asker + " was told " + answer + ", but is " + told);
    }
    return told;
  }

  /** A request that is always audited shows that the notice was not. */
  private String notice(TestPeer peer, Operation operation, Asker asker, int line, long call)
      throws Exception {
    send(peer, 0, operation, asker, line, operation == Operation.CLOSE_CALL ? call : 0, "");
    send(peer, ++number, Operation.HOLD, Asker.PELEG, line, VOID, "");
    assertThat(peer.answer(number)).isEqualTo(LineError.INVALCALLHANDLE.code());
    List<String> told = new ArrayList<>(List.of(audit.next(ANSWER_SECONDS)));
    while (!Set.of("admin", "open").contains(told.get(told.size() - 1))) {
      told.add(audit.next(ANSWER_SECONDS));
    }
    if (operation == Operation.OPEN_LINE && asker != Asker.NOBODY) {
      return told.size() == 2 ? told.get(0) : audit.next(ANSWER_SECONDS);
    }
    return told.size() == 1 ? "free" : "told";
  }

  private static long chosenCount;

  private static synchronized long chosen() {
    return Long.MIN_VALUE + 1_000 + chosenCount++;
  }

  private void send(
      TestPeer peer,
      int request,
      Operation operation,
      Asker asker,
      int line,
      long call,
      String target)
      throws Exception {
    long other = operation.createsConsultation() ? chosen() : operation.needsOther() ? call : 0;
    long third = operation == Operation.SETUP_CONFERENCE ? chosen() : 0;
    int option = operation == Operation.COMPLETE_TRANSFER ? 1 : 0;
    int id = peer.line(EXTENSIONS.get(line));
    peer.send(
        new Request(
            request,
            operation.code(),
            id,
            call,
            other,
            asker.caller(),
            target,
            option,
            Octets.NONE,
            third));
  }

  private static List<List<String>> table(Mode mode) throws Exception {
    String file = "isolation-" + mode.name().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = IsolationSceneTest.class.getResourceAsStream(file)) {
      byte[] text = Objects.requireNonNull(in, file).readAllBytes();
      List<List<String>> rows = new ArrayList<>();
      for (String line : Splitter.on('\n').split(new String(text, StandardCharsets.UTF_8))) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(Splitter.onPattern("[ |]+").omitEmptyStrings().splitToList(line));
        }
      }
      assertThat(rows).hasSize(Operation.values().length);
      return rows;
    }
  }

  private static void write(Mode mode, List<List<String>> rows, int commands) throws Exception {
    StringBuilder text = new StringBuilder(Strings.padEnd("policy " + mode, 26, ' '));
    for (Asker asker : Asker.values()) {
      String name = asker.name().toLowerCase(Locale.ROOT);
      String session = asker.session > 0 ? ", session " + asker.session : "";
      text.append("| ").append(Strings.padEnd(name + session, 24, ' '));
    }
    text.append('\n').append(Strings.padEnd("on the line", 26, ' '));
    for (int asker = 0; asker < Asker.values().length; asker++) {
      text.append("| 101     102     106     ");
    }
    text.append('\n');
    for (List<String> row : rows) {
      text.append(Strings.padEnd(row.get(0), 26, ' '));
      for (int cell = 1; cell < row.size(); cell++) {
        text.append(cell % EXTENSIONS.size() == 1 ? "| " : "");
        text.append(Strings.padEnd(row.get(cell), 8, ' '));
      }
      text.append('\n');
    }
    long refused = rows.stream().flatMap(List::stream).filter(REFUSALS::contains).count();
    int cells = rows.size() * Asker.values().length * EXTENSIONS.size();
    text.append(
        String.format(
            "%d requests, %d refused, %d commands of theirs at the phone system%n",
            cells, refused, commands));
    Path folder = Path.of("target", "isolation");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(mode + ".txt"), text);
  }
}
