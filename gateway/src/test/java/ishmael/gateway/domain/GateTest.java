package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.AuditLog;
import ishmael.gateway.isolation.Tickets;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.LineRequest.MakeCall;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.User;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of several accounts, with a policy in force. */
@Timeout(60)
class GateTest {
  private static final Caller AHAB = new Caller.Known("S-1-5-21-1-1-1-1", 3);
  private static final Caller STARBUCK = new Caller.Known("S-1-5-21-1-1-1-2", 4);
  private static final Caller NOBODY = new Caller.Nobody(1702);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final Semaphore news = new Semaphore(0);
  private final AccountAuthority authority =
      new AccountAuthority() {
        @Override
        public Account bySid(String sid) {
          asked.countDown();
          GateScene.await(answers);
          String name = sid.endsWith("-1") ? "ahab" : "starbuck";
          return new Account(sid, "PEQUOD", name, "");
        }

        @Override
        public boolean exists(String name) {
          return true;
        }
      };
  private final Accounts accounts = new Accounts(authority, Ticker.systemTicker());
  private Instant now = Instant.parse("2026-01-01T08:00:00Z");
  private final LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
  private final FakePhones phones = new FakePhones();
  private final Switchboard board =
      new Switchboard(
          mapper,
          phones,
          () -> now,
          List.of(),
          new Gate(
              new Guard(
                  new Isolation(IsolationPolicy.standard()),
                  accounts,
                  Tickets.none(),
                  AuditLog.none())));
  private final FakeProvider peer = new FakeProvider(1);

  @BeforeEach
  void linesAreThere() {
    accounts.listener(news::release);
    board.directory(Crew.ALL);
    board.link(Crew.SUPERVISOR);
    board.connected(peer, List.of());
    peer.rest();
  }

  @AfterEach
  void end() {
    answers.countDown();
    accounts.close();
  }

  private Header header(Caller caller, int number, User user) {
    LineId line = Optional.ofNullable(mapper.lineIds().get(user.name())).orElseThrow();
    return new Header(new RequestKey(1, number), caller, line);
  }

  private static CallId call(int number) {
    return new CallId(Long.MIN_VALUE + number);
  }

  private void dials(Caller caller, int number, User user) {
    board.request(peer, new MakeCall(header(caller, number, user), call(number), "0301234567"));
  }

  /** Lets the authority answer, and the board know of it, until nothing is asked any more. */
  private void accountsAreKnown(int questions) throws InterruptedException {
    answers.countDown();
    assertThat(news.tryAcquire(questions, 30, TimeUnit.SECONDS)).isTrue();
    board.accountsKnown();
  }

  @Test
  void makeCall_ownLine_waitsForTheAccountAndPasses() throws Exception {
    dials(AHAB, 1, Crew.AHAB);
    GateScene.await(asked);
    assertThat(phones.sent).isEmpty();
    accountsAreKnown(2);
    assertThat(phones.sent).hasSize(1);
  }

  @Test
  void makeCall_foreignLine_isRefusedAndNotDialled() throws Exception {
    dials(AHAB, 1, Crew.STARBUCK);
    accountsAreKnown(2);
    assertThat(peer.rest()).containsExactly("answer 1 OPERATIONUNAVAIL");
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void makeCall_knownAccount_doesNotWait() throws Exception {
    dials(AHAB, 1, Crew.AHAB);
    accountsAreKnown(2);
    dials(AHAB, 2, Crew.AHAB);
    assertThat(phones.sent).hasSize(2);
  }

  @Test
  void makeCall_windowsDoesNotAnswer_isJudgedInTime() throws Exception {
    dials(AHAB, 1, Crew.AHAB);
    GateScene.await(asked);
    now = now.plus(Unjudged.ACCOUNT_LIMIT);
    board.time();
    assertThat(peer.rest()).containsExactly("answer 1 OPERATIONUNAVAIL");
  }

  @Test
  void makeCall_droppedWhileItsAccountIsAskedFor_isNeverDialled() throws Exception {
    dials(AHAB, 1, Crew.AHAB);
    board.request(peer, new LineRequest.Drop(header(AHAB, 2, Crew.AHAB), call(1)));
    assertThat(peer.rest()).containsExactly("answer 1 RESOURCEUNAVAIL", "answer 2 ok");
    accountsAreKnown(2);
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void makeCall_nobodysRequest_isAStrangers() {
    dials(NOBODY, 1, Crew.AHAB);
    assertThat(peer.rest()).containsExactly("answer 1 OPERATIONUNAVAIL");
  }

  @Test
  void drop_byNobody_isTheServiceTidyingUp() {
    CallId call = talks();
    board.request(peer, new LineRequest.Drop(header(NOBODY, 5, Crew.AHAB), call));
    assertThat(peer.rest()).containsExactly("answer 5 ok");
    board.request(peer, new LineRequest.CloseCall(header(NOBODY, 0, Crew.AHAB), call));
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void drop_byAnotherAccount_isRefused() throws Exception {
    CallId call = talks();
    board.request(peer, new LineRequest.Drop(header(STARBUCK, 5, Crew.AHAB), call));
    accountsAreKnown(2);
    assertThat(peer.rest()).containsExactly("answer 5 OPERATIONUNAVAIL");
    assertThat(phones.sent).isEmpty();
  }

  private CallId talks() {
    board.event(Crew.inbound(ChannelEventType.BUSY, "SIP/1", Crew.AHAB));
    List<String> heard = peer.rest();
    return DomainScene.idOf(heard.get(heard.size() - 1));
  }
}
