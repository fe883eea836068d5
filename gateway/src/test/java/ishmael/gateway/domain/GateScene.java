package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Accounts;
import ishmael.gateway.isolation.Tickets;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.User;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Lines with a policy in force, and accounts that are known when the test says so. */
@Timeout(60)
abstract class GateScene {
  static final User DECK = Crew.user("deck", "103");
  static final List<User> USERS = List.of(Crew.AHAB, Crew.STARBUCK, DECK, Crew.TAPI);
  static final String AHAB_SID = "S-1-5-21-1-1";
  static final Caller AHAB = new Caller.Known(AHAB_SID, 3);
  static final Caller STARBUCK = new Caller.Known("S-1-5-21-1-2", 4);
  static final Caller PIP = new Caller.Known("S-1-5-21-1-3", 5);
  static final Caller PELEG = new Caller.Known("S-1-5-21-1-9", 9);
  static final Caller NOBODY = new Caller.Nobody(1702);
  static final Caller ASKED = new Caller.Asked("0123456789abcdef0123456789abcdef");

  final Map<String, String> names = new ConcurrentHashMap<>();
  final Set<String> existing = ConcurrentHashMap.newKeySet();
  final Map<Caller.Asked, Caller.Known> tickets = new HashMap<>();
  final AuditRecorder audit = new AuditRecorder();
  final FakePhones phones = new FakePhones();
  final FakeProvider peer = new FakeProvider(1);
  final LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
  Instant now = Instant.parse("2026-01-01T08:00:00Z");
  private final AtomicLong ticks = new AtomicLong();

  private final Semaphore news = new Semaphore(0);

  /** Windows answers when it is open. */
  private volatile CountDownLatch windows = new CountDownLatch(0);

  private final Accounts accounts = new Accounts(new Windows(), ticks::get);
  private final Isolation isolation = new Isolation(IsolationPolicy.standard());
  final Switchboard board =
      new Switchboard(
          mapper,
          phones,
          () -> now,
          List.of(),
          new Gate(new Guard(isolation, accounts, new Answers(), audit)));
  private final List<String> heard = new ArrayList<>();
  private int calls;

  /** The accounts of the test. */
  private final class Windows implements AccountAuthority {
    @Override
    public Account bySid(String sid) {
      await(windows);
      return new Account(sid, "PEQUOD", names.getOrDefault(sid, "nobody"), "");
    }

    @Override
    public boolean exists(String name) {
      await(windows);
      return existing.contains(name);
    }
  }

  /** What programs answered that were asked. */
  private final class Answers implements Tickets {
    @Override
    public void listener(Runnable listener) {}

    @Override
    public Optional<Caller.Known> of(Caller.Asked asked) {
      return Optional.ofNullable(tickets.get(asked));
    }

    @Override
    public void close() {}
  }

  /** Waits for it, within a limit. */
  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @BeforeEach
  void linesAreThere() {
    names.put(AHAB_SID, "ahab");
    names.put("S-1-5-21-1-2", "starbuck");
    names.put("S-1-5-21-1-3", "pip");
    names.put("S-1-5-21-1-9", "peleg");
    existing.addAll(List.of("ahab", "starbuck", "tapi"));
    accounts.listener(news::release);
    policy(Mode.OWN, false);
    board.directory(USERS);
    board.link(Crew.SUPERVISOR);
    board.connected(peer, List.of());
    peer.rest();
  }

  @AfterEach
  void end() {
    windows.countDown();
    accounts.close();
  }

  final void policy(Mode mode, boolean strangers) {
    List<AccountPattern> admins = List.of(AccountPattern.parse("peleg"));
    isolation.policy(new IsolationPolicy(mode, List.of(), Set.of(), admins, strangers));
  }

  /** Windows does not answer until {@link #windowsAnswers}. */
  final void windowsIsSilent() {
    windows = new CountDownLatch(1);
  }

  final void windowsAnswers() {
    windows.countDown();
  }

  final void passes(Duration time) {
    now = now.plus(time);
    ticks.addAndGet(time.toNanos());
    board.time();
  }

  final Header header(Caller caller, int number, User user) {
    LineId line = Optional.ofNullable(mapper.lineIds().get(user.name())).orElseThrow();
    return new Header(new RequestKey(1, number), caller, line);
  }

  static CallId call(int number) {
    return new CallId(Long.MIN_VALUE + number);
  }

  static LineRequest dial(Header header) {
    int number = header.key().number();
    return new LineRequest.MakeCall(header, call(number), "030" + (1_000_000 + number));
  }

  final void asks(LineRequest request) {
    board.request(peer, request);
  }

  /** Asks, and waits for the answer. */
  final String ask(LineRequest request) throws InterruptedException {
    asks(request);
    return answerTo(request.header().key().number());
  }

  /** Dials from the line of a user; returns {@code PASSED} if the command was sent. */
  final String dials(Caller caller, int number, User user) throws InterruptedException {
    asks(dial(header(caller, number, user)));
    until(() -> !phones.sent.isEmpty() || isAnswered(number));
    return phones.sent.poll() == null ? answerTo(number) : "PASSED";
  }

  final boolean isAnswered(int number) {
    heard.addAll(peer.rest());
    return heard.stream().anyMatch(one -> one.startsWith("answer " + number + ' '));
  }

  final String answerTo(int number) throws InterruptedException {
    until(() -> isAnswered(number));
    List<String> answers =
        heard.stream().filter(one -> one.startsWith("answer " + number + ' ')).toList();
    assertThat(answers).hasSize(1);
    heard.removeAll(answers);
    return answers.get(0).substring(answers.get(0).lastIndexOf(' ') + 1);
  }

  /** A condition of the test. */
  interface Condition {
    boolean holds();
  }

  /** Tells the board what Windows says until it is so. */
  final void until(Condition condition) throws InterruptedException {
    for (int round = 0; !condition.holds(); round++) {
      assertThat(round).as("rounds without what the test waits for").isLessThan(1_000);
      if (news.tryAcquire(30, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
      board.accountsKnown();
    }
  }

  /** A conversation that began at the phone. */
  final CallId talks(User user) {
    calls++;
    board.event(Crew.inbound(ChannelEventType.BUSY, "SIP/" + calls, user));
    List<String> told = peer.rest();
    return DomainScene.idOf(told.get(told.size() - 1));
  }

  final void hangsUp(User user) {
    board.event(Crew.inbound(ChannelEventType.HANGUP, "SIP/" + calls, user));
  }
}
