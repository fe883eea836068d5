package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Providers come and go. */
class DomainWelcomeTest extends DomainScene {
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
        call.conference(),
        call.details(),
        new ishmael.linemapper.Memo(new byte[0]));
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
