package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.LineError;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Whole gateways on a machine of the test's: the program is S-1-5-18 in session 2. */
class ProtectionTest extends GatewayScene {
  private static final int REFUSED = LineError.OPERATIONUNAVAIL.code();

  /** A machine on which the program's account is starbuck. */
  private static final class Ship implements Host, Sessions {
    final BlockingQueue<Listener> listeners = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(2);
    final Set<String> names;

    Ship(String... names) {
      this.names = Set.of(names);
    }

    @Override
    public AccountAuthority accounts() {
      return new AccountAuthority() {
        @Override
        public Account bySid(String sid) {
          return new Account(sid, "PEQUOD", "starbuck", "");
        }

        @Override
        public boolean exists(String name) {
          return names.stream().anyMatch(name::equalsIgnoreCase);
        }
      };
    }

    @Override
    public Sessions sessions() {
      return this;
    }

    @Override
    public EventLog events() {
      return new EventLog() {
        @Override
        public void refused(String text) {}

        @Override
        public void close() {
          closed.countDown();
        }
      };
    }

    @Override
    public void start(Listener listener) {
      listeners.add(listener);
    }

    @Override
    public List<WindowsSession> now() {
      return List.of();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private GatewayOptions guarded(IsolationSettings settings, Host host) throws Exception {
    return options(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD)
        .isolation(settings)
        .host(host)
        .build();
  }

  private static IsolationSettings mode(Mode mode) {
    return new IsolationSettings(
        Optional.of(mode), List.of(), Set.of(), List.of(), Optional.empty(), false);
  }

  /** Tries to dial on a line; hangs up if that was possible. */
  private static int dials(TestPeer peer, int number, String address) throws Exception {
    int line = peer.line(address);
    long call = Long.MIN_VALUE + number;
    peer.request(number, Operation.MAKE_CALL, line, call, Pequod.CHANDLERS);
    int result = peer.answer(number);
    if (result == 0) {
      peer.request(number + 100, Operation.DROP, line, call, "");
      assertThat(peer.answer(number + 100)).isZero();
    }
    return result;
  }

  @Test
  void own_nothingSet_onlyTheOwnLineObeys() throws Exception {
    Ship ship = new Ship("ahab", "starbuck");
    try (Gateway gateway = online(guarded(IsolationSettings.STANDARD, ship));
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(dials(peer, 1, "101")).isEqualTo(REFUSED);
      assertThat(dials(peer, 2, "102")).isZero();
    }
    assertThat(ship.closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void own_domainsGiven_namesOfOthersDoNotOwn() throws Exception {
    IsolationSettings settings =
        new IsolationSettings(
            Optional.empty(), List.of(), Set.of("NANTUCKET"), List.of(), Optional.empty(), false);
    Ship ship = new Ship("ahab", "starbuck", "NANTUCKET\\ahab");
    try (Gateway gateway = online(guarded(settings, ship));
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(dials(peer, 1, "101")).isEqualTo(REFUSED);
      assertThat(dials(peer, 2, "102")).as("free, so it is claimed").isZero();
    }
  }

  @Test
  void claim_sessionEnded_lineIsFree() throws Exception {
    Ship ship = new Ship();
    try (Gateway gateway = online(guarded(mode(Mode.CLAIM), ship));
        TestPeer peer = TestPeer.connect(gateway.address())) {
      Sessions.Listener sessions = ship.listeners.poll(30, TimeUnit.SECONDS);
      assertThat(dials(peer, 1, "101")).isZero();
      assertThat(peer.as(3, () -> dials(peer, 2, "101"))).isEqualTo(REFUSED);
      sessions.ended(2);
      assertThat(peer.as(3, () -> dials(peer, 3, "101"))).isZero();
      assertThat(dials(peer, 4, "101")).isEqualTo(REFUSED);
    }
  }

  @Test
  void table_usersNobodyKnows_areNamedOnce() throws Exception {
    Assignment row =
        new Assignment(
            AccountPattern.parse("bildad"),
            Set.of(new UserName("ahab"), new UserName("jonah"), new UserName("elijah")));
    IsolationSettings settings =
        new IsolationSettings(
            Optional.empty(), List.of(row), Set.of(), List.of(), Optional.empty(), false);
    List<String> said = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            said.add(new SimpleFormatter().formatMessage(message));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(IsolationListener.class.getName());
    log.addHandler(listener);
    try (Gateway gateway = online(guarded(settings, new Ship("ahab", "starbuck")));
        TestPeer peer = TestPeer.connect(gateway.address())) {
      pequod.xmpp().kill();
      peer.next(LineFrame.class, line -> !line.inService());
      pequod.xmpp().start();
      peer.next(LineFrame.class, LineFrame::inService);
    } finally {
      log.removeHandler(listener);
    }
    assertThat(said)
        .containsExactly(
            "The phone system knows no users [elijah, jonah]; correct [isolation.accounts] in the"
                + " settings.");
  }

  @Test
  void ordinaryAccount_nothingSet_obeysEverybody() throws Exception {
    GatewayOptions own =
        options("ahab", Pequod.CREW_PASSWORD)
            .isolation(IsolationSettings.STANDARD)
            .host(new Ship("ahab", "starbuck"))
            .build();
    try (Gateway gateway = online(own);
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(dials(peer, 1, "101")).isZero();
    }
    try (Gateway again = online(own);
        TestPeer peer = TestPeer.connect(again.address())) {
      assertThat(dials(peer, 1, "101")).isZero();
    }
  }
}
