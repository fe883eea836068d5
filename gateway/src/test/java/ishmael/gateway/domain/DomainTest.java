package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.Caller;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DomainTest {
  private static final CallId CHOSEN = new CallId(Long.MIN_VALUE + 1);

  private final FakePhones phones = new FakePhones();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
  private final BlockingQueue<Map<UserName, LineId>> remembered = new LinkedBlockingQueue<>();
  private final FakeProvider peer = new FakeProvider(1);
  private final Domain domain = domain(List.of(), new TurnQueue());
  private volatile DomainStatus last =
      new DomainStatus(new LinkState.Connecting(), 0, 0, 0, 0, List.of());

  private Domain domain(List<UserName> wanted, TurnQueue queue) {
    DomainObserver observer =
        new DomainObserver() {
          @Override
          public void changed(DomainStatus status) {
            last = status;
          }

          @Override
          public void lineIds(Map<UserName, LineId> ids) {
            remembered.add(ids);
          }

          @Override
          public void failed(String why) {
            failures.add(why);
          }
        };
    return new Domain(mapper(), DomainOptions.of(wanted), meters, observer, queue);
  }

  private static LineMapper mapper() {
    return new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
  }

  @AfterEach
  void end() {
    domain.close();
    assertThat(failures).isEmpty();
  }

  private void online() {
    domain.start(phones);
    domain.directory(Crew.ALL);
    domain.state(Crew.SUPERVISOR);
  }

  private void welcomed() throws Exception {
    online();
    domain.connected(peer, List.of());
    assertThat(peer.next()).isEqualTo("welcome");
  }

  private LineId lineOf(FakeProvider provider, User user) {
    return provider.lines().stream()
        .filter(line -> line.address().equals(user.extension().orElseThrow().value()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Header header(FakeProvider from, int number, User user) {
    return new Header(
        new RequestKey(from.number(), number),
        new Caller.Known("S-1-5-21-1-2-3-1001", 2),
        lineOf(from, user));
  }

  @Test
  void connected_beforeLogin_waitsForTheLines() throws Exception {
    domain.start(phones);
    domain.connected(peer, List.of());
    domain.state(new LinkState.Offline("The phone system is down.", Duration.ofSeconds(1)));
    domain.directory(Crew.ALL);
    domain.state(Crew.SUPERVISOR);
    assertThat(peer.next()).isEqualTo("welcome");
    assertThat(peer.lines()).hasSize(3).allMatch(line -> line.inService());
    assertThat(peer.rest()).isEmpty();
  }

  @Test
  void request_beforeWelcome_disconnects() throws Exception {
    domain.start(phones);
    domain.connected(peer, List.of());
    domain.request(
        peer,
        new LineRequest.OpenLine(
            new Header(new RequestKey(1, 0), new Caller.Nobody(1702), new LineId(7))));
    assertThat(peer.next()).isEqualTo("disconnected: a request before WELCOME");
  }

  @Test
  void event_incomingCall_isShownToAll() throws Exception {
    welcomed();
    FakeProvider second = new FakeProvider(2);
    domain.connected(second, List.of());
    assertThat(second.next()).isEqualTo("welcome");
    domain.event(Crew.inbound(ChannelEventType.RINGING, "SIP/1", Crew.AHAB));
    String offered = peer.next();
    assertThat(offered).startsWith("call OFFERING ");
    assertThat(second.next()).isEqualTo(offered);
    domain.event(Crew.inbound(ChannelEventType.HANGUP, "SIP/1", Crew.AHAB));
    assertThat(peer.next()).startsWith("call DISCONNECTED");
    assertThat(peer.next()).startsWith("call IDLE");
  }

  @Test
  void makeCall_taken_isAnsweredBeforeTheCall() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    FakePhones.Sent sent = phones.awaitSent();
    assertThat(sent.command()).isInstanceOf(PhoneCommand.Dial.class);
    domain.event(Crew.outbound(ChannelEventType.RINGING, "SIP/2", Crew.AHAB, "0301234567"));
    domain.outcome(sent.id(), new CommandOutcome.Success("ok"));
    List<String> heard = peer.until("answer 1 ok");
    assertThat(heard).containsExactly("answer 1 ok");
    assertThat(peer.next()).startsWith("call ").endsWith(" " + CHOSEN);
  }

  @Test
  void makeCall_refused_hasErrorAndNoCall() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    domain.outcome(phones.awaitSent().id(), new CommandOutcome.Failure("no"));
    assertThat(peer.next()).startsWith("answer 1 ").isNotEqualTo("answer 1 ok");
    domain.refuse(peer, 2, LineError.OPERATIONUNAVAIL);
    assertThat(peer.next()).isEqualTo("answer 2 OPERATIONUNAVAIL");
  }

  private static CallId idOf(String heard) {
    return new CallId(Long.parseUnsignedLong(heard.substring(heard.lastIndexOf(' ') + 1), 16));
  }

  @Test
  void connected_amidEvents_missesAndDoublesNothing() throws Exception {
    welcomed();
    int calls = 300;
    Thread caller =
        new Thread(
            () -> {
              for (int n = 0; n < calls; n++) {
                User user = n % 2 == 0 ? Crew.AHAB : Crew.STARBUCK;
                domain.event(Crew.inbound(ChannelEventType.RINGING, "SIP/" + n, user));
                domain.event(Crew.inbound(ChannelEventType.HANGUP, "SIP/" + n, user));
              }
              domain.event(Crew.inbound(ChannelEventType.RINGING, "SIP/last", Crew.AHAB));
            });
    caller.start();
    for (int number = 2; number < 12; number++) {
      FakeProvider late = new FakeProvider(number);
      domain.connected(late, List.of());
      assertThat(late.next()).isEqualTo("welcome");
      checkSequence(late, calls);
      domain.gone(number);
    }
    caller.join(10_000);
    assertThat(caller.isAlive()).isFalse();
    FakeProvider fresh = new FakeProvider(99);
    domain.connected(fresh, List.of());
    assertThat(fresh.next()).isEqualTo("welcome");
    assertThat(fresh.calls()).hasSize(1);
    List<String> all = peer.rest();
    assertThat(all.stream().filter(heard -> heard.startsWith("call IDLE"))).hasSize(calls);
    assertThat(all.get(all.size() - 1)).isEqualTo("call OFFERING " + fresh.calls().get(0).id());
  }

  /** Each call begins in the snapshot or with OFFERING, and ends once. */
  private static void checkSequence(FakeProvider late, int calls) {
    Map<String, String> state = new java.util.HashMap<>();
    for (CallView call : late.calls()) {
      state.put(call.id().toString(), call.state().name());
    }
    assertThat(late.calls()).extracting(CallView::state).doesNotContain(CallState.IDLE);
    for (String heard : late.rest()) {
      List<String> words = List.of(heard.split(" ", -1));
      String before = state.put(words.get(2), words.get(1));
      switch (words.get(1)) {
        case "OFFERING" -> assertThat(before).isNull();
        case "DISCONNECTED" -> assertThat(before).isEqualTo("OFFERING");
        case "IDLE" -> assertThat(before).isEqualTo("DISCONNECTED");
        default -> throw new AssertionError(heard);
      }
    }
    assertThat(state.size()).isLessThanOrEqualTo(calls + 1);
  }

  @Test
  void connected_withHeldCalls_takesOverOrEndsThem() throws Exception {
    welcomed();
    domain.event(Crew.inbound(ChannelEventType.BUSY, "SIP/7", Crew.AHAB));
    CallId talking = idOf(peer.next());
    FakeProvider observer = new FakeProvider(3);
    domain.connected(observer, List.of());
    observer.next();
    CallView held = observer.calls().get(0);
    CallView foreign = withId(held, new CallId(4711));
    domain.close();

    Domain restarted = domain(List.of(), new TurnQueue());
    FakeProvider again = new FakeProvider(1);
    try {
      restarted.start(phones);
      restarted.connected(again, List.of(held, foreign));
      restarted.directory(Crew.ALL);
      restarted.state(Crew.SUPERVISOR);
      again.until("welcome");
      assertThat(again.calls())
          .extracting(CallView::id, CallView::state)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(talking, CallState.CONNECTED),
              org.assertj.core.groups.Tuple.tuple(new CallId(4711), CallState.IDLE));
    } finally {
      restarted.close();
    }
  }

  private static CallView withId(CallView call, CallId id) {
    return new CallView(
        id,
        call.line(),
        call.state(),
        call.mode(),
        call.features(),
        call.origin(),
        call.reason(),
        call.callId(),
        call.relatedCallId(),
        call.since(),
        call.caller(),
        call.called(),
        call.connected(),
        call.redirection(),
        call.redirecting(),
        call.comment(),
        new ishmael.linemapper.Memo(new byte[0]));
  }

  @Test
  void state_offline_takesLinesOutOfServiceAndBack() throws Exception {
    welcomed();
    domain.state(new LinkState.Offline("down", Duration.ofSeconds(1)));
    assertThat(List.of(peer.next(), peer.next(), peer.next()))
        .containsExactlyInAnyOrder("line 101 out", "line 102 out", "line 900 out");
    domain.state(new LinkState.Connecting());
    domain.directory(Crew.ALL);
    domain.state(Crew.SUPERVISOR);
    assertThat(List.of(peer.next(), peer.next(), peer.next()))
        .containsExactlyInAnyOrder("line 101 in", "line 102 in", "line 900 in");
  }

  @Test
  void directory_userGone_keepsOthersAndRemembersIds() throws Exception {
    welcomed();
    assertThat(remembered.poll(5, TimeUnit.SECONDS))
        .containsKeys(Crew.AHAB.name(), Crew.STARBUCK.name());
    domain.directory(List.of(Crew.AHAB, Crew.TAPI));
    assertThat(peer.next()).isEqualTo("line 102 out");
  }

  @Test
  void event_fullQueue_shedsAndRenewsTheLink() throws Exception {
    EnumMap<Lane, Integer> bounds = new EnumMap<>(Map.of(Lane.EVENT, 3, Lane.REQUEST, 2));
    TurnQueue small = new TurnQueue(bounds);
    CountDownLatch stuck = new CountDownLatch(1);
    Domain narrow = domain(List.of(), small);
    small.offer(Lane.CONTROL, board -> awaitQuietly(stuck));
    for (int n = 0; n < 10; n++) {
      narrow.event(Crew.inbound(ChannelEventType.RINGING, "SIP/" + n, Crew.AHAB));
    }
    assertThat(small.size()).isLessThanOrEqualTo(5);
    narrow.start(phones);
    try {
      assertThat(phones.reconnects).isEmpty();
      stuck.countDown();
      assertThat(phones.reconnects.poll(5, TimeUnit.SECONDS)).contains("faster");
      assertThat(meters.counter("ishmael.domain.events.shed").count()).isEqualTo(7);
      narrow.state(new LinkState.Offline("renewed", Duration.ofSeconds(1)));
      narrow.connected(peer, List.of());
      narrow.directory(Crew.ALL);
      narrow.state(Crew.SUPERVISOR);
      peer.until("welcome");
      narrow.event(Crew.inbound(ChannelEventType.RINGING, "SIP/new", Crew.AHAB));
      assertThat(peer.next()).startsWith("call OFFERING");
    } finally {
      narrow.close();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void request_fullQueue_disconnectsThatProvider() throws Exception {
    Domain narrow = domain(List.of(), new TurnQueue(new EnumMap<>(Map.of(Lane.REQUEST, 2))));
    for (int n = 1; n <= 3; n++) {
      narrow.refuse(peer, n, LineError.OPERATIONUNAVAIL);
    }
    assertThat(peer.next()).isEqualTo("disconnected: it asks faster than the gateway can answer");
    assertThat(peer.rest()).isEmpty();
    narrow.close();
  }

  @Test
  void turn_failing_doesNotEndTheThread() throws Exception {
    TurnQueue queue = new TurnQueue();
    Domain other = domain(List.of(), queue);
    other.start(phones);
    try {
      queue.offer(
          Lane.EVENT,
          board -> {
            throw new IllegalStateException("on purpose");
          });
      other.connected(peer, List.of());
      other.directory(Crew.ALL);
      other.state(Crew.SUPERVISOR);
      peer.until("welcome");
      assertThat(meters.counter("ishmael.domain.turns.failed").count()).isEqualTo(1);
    } finally {
      other.close();
    }
  }

  @Test
  void gone_openRequest_isNotAnsweredToTheNextPeer() throws Exception {
    welcomed();
    domain.request(
        peer, new LineRequest.MakeCall(header(peer, 1, Crew.AHAB), CHOSEN, "0301234567"));
    FakePhones.Sent sent = phones.awaitSent();
    domain.gone(peer.number());
    FakeProvider next = new FakeProvider(2);
    domain.connected(next, List.of());
    next.until("welcome");
    domain.outcome(sent.id(), new CommandOutcome.Success("ok"));
    domain.refuse(next, 9, LineError.OPERATIONUNAVAIL);
    assertThat(next.until("answer 9 OPERATIONUNAVAIL"))
        .noneMatch(heard -> heard.startsWith("answer 1 "));
  }

  @Test
  void selection_ordinaryAccount_servesItsOwnLineOnly() throws Exception {
    domain.start(phones);
    domain.connected(peer, List.of());
    domain.directory(List.of(Crew.AHAB));
    domain.state(new LinkState.Online(Crew.AHAB.name(), false, Crew.AHAB));
    peer.until("welcome");
    assertThat(peer.lines()).extracting(line -> line.address()).containsExactly("101");
  }

  @Test
  void selection_namedUsers_unknownOnesAreTold() throws Exception {
    Domain chosen =
        domain(List.of(new UserName("Starbuck"), new UserName("ismael")), new TurnQueue());
    chosen.start(phones);
    try {
      chosen.connected(peer, List.of());
      chosen.directory(Crew.ALL);
      chosen.state(Crew.SUPERVISOR);
      peer.until("welcome");
      assertThat(peer.lines()).extracting(line -> line.address()).containsExactly("102");
    } finally {
      chosen.close();
    }
    assertThat(last.unknownUsers()).containsExactly("ismael");
  }

  @Test
  void close_withProviders_disconnectsThemAndEnds() throws Exception {
    welcomed();
    long begin = System.nanoTime();
    domain.close();
    assertThat(peer.next()).isEqualTo("disconnected: the gateway stops");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }
}
