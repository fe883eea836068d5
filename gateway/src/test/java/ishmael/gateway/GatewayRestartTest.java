package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway that was here before, with and without its phone system. */
class GatewayRestartTest extends GatewayScene {
  @Test
  void gatewayRestarted_heldCall_isTakenOver() throws Exception {
    CallFrame talking;
    int line;
    try (Gateway first = online(supervisor());
        TestPeer peer = TestPeer.connect(first.address())) {
      line = peer.line("102");
      pequod.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      peer.call(CallState.OFFERING);
      pequod.engine().answer(Pequod.STARBUCK_PHONE);
      talking = peer.call(CallState.CONNECTED);
    }
    try (Gateway second = online(supervisor());
        TestPeer peer = TestPeer.connect(second.address(), talking)) {
      assertThat(peer.line("102")).isEqualTo(line);
      assertThat(peer.calls())
          .extracting(CallFrame::call, CallFrame::state)
          .containsExactly(tuple(talking.call(), CallState.CONNECTED.code()));
      pequod.engine().putDown(Pequod.STARBUCK_PHONE);
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(talking.call());
    }
  }

  private CallFrame talkingThenGatewayDown() throws Exception {
    try (Gateway first = online(supervisor());
        TestPeer peer = TestPeer.connect(first.address())) {
      pequod.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      peer.call(CallState.OFFERING);
      pequod.engine().answer(Pequod.STARBUCK_PHONE);
      return peer.call(CallState.CONNECTED);
    }
  }

  private TestPeer welcomedAtOnce(Gateway gateway, CallFrame held) throws Exception {
    long begin = System.nanoTime();
    TestPeer peer = TestPeer.connect(gateway.address(), held);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(peer.lines())
        .extracting(LineFrame::address, LineFrame::inService)
        .contains(tuple("101", false), tuple("102", false), tuple("106", false))
        .doesNotContain(tuple("102", true));
    assertThat(peer.lines()).allMatch(line -> !line.reason().isEmpty());
    assertThat(peer.calls())
        .extracting(CallFrame::call, CallFrame::state)
        .containsExactly(tuple(held.call(), CallState.CONNECTED.code()));
    return peer;
  }

  @Test
  void gatewayRestarted_phoneSystemUnreachable_showsItsLinesAtOnce() throws Exception {
    CallFrame talking = talkingThenGatewayDown();
    pequod.xmpp().kill();
    try (Gateway second = Gateway.start(supervisor());
        TestPeer peer = welcomedAtOnce(second, talking)) {
      assertThat(second.awaitTrouble(LIMIT)).isTrue();
      peer.request(1, Operation.MAKE_CALL, peer.line("101"), Long.MIN_VALUE + 1, "102");
      assertThat(peer.answer(1)).isEqualTo(LineError.RESOURCEUNAVAIL.code());

      pequod.xmpp().start();
      peer.next(LineFrame.class, line -> line.line() == talking.line() && line.inService());
      pequod.engine().putDown(Pequod.STARBUCK_PHONE);
      assertThat(peer.call(CallState.DISCONNECTED).call()).isEqualTo(talking.call());
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(talking.call());
    }
  }

  /** On a slow machine the link may come too late; then the call must not be dialled any more. */
  @Test
  void makeCall_beforeThePhoneSystemIsThere_isDialledOrRefusedButNeverBoth() throws Exception {
    online(supervisor()).close();
    pequod.xmpp().kill();
    try (Gateway second = Gateway.start(supervisor());
        TestPeer peer = TestPeer.connect(second.address())) {
      long chosen = Long.MIN_VALUE + 1;
      peer.request(1, Operation.MAKE_CALL, peer.line("102"), chosen, Pequod.CHANDLERS);
      pequod.xmpp().start();
      int answer = peer.answer(1);
      assertThat(second.awaitOnline(LIMIT)).isTrue();
      if (answer == 0) {
        assertThat(peer.call(CallState.CONNECTED).call()).isEqualTo(chosen);
      } else {
        assertThat(answer).isEqualTo(LineError.RESOURCEUNAVAIL.code());
        assertThat(pequod.engine().channelsOf("Starbuck")).isEmpty();
      }
    }
  }

  @Test
  void gatewayRestarted_callEndedWhileUnreachable_isEndedAtTheLogin() throws Exception {
    CallFrame talking = talkingThenGatewayDown();
    pequod.xmpp().kill();
    try (Gateway second = Gateway.start(supervisor());
        TestPeer peer = welcomedAtOnce(second, talking)) {
      pequod.engine().putDown(Pequod.STARBUCK_PHONE);
      pequod.xmpp().start();
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(talking.call());
      try (TestPeer next = TestPeer.connect(second.address())) {
        assertThat(next.lines()).allMatch(LineFrame::inService);
        assertThat(next.calls()).isEmpty();
      }
    }
  }

  @Test
  void firstStart_phoneSystemUnreachable_letsProvidersWait() throws Exception {
    pequod.xmpp().kill();
    try (Gateway first = Gateway.start(supervisor());
        TestPeer peer = TestPeer.introduced(first.address())) {
      assertThat(first.awaitTrouble(LIMIT)).isTrue();
      assertThat(peer.hasHeardNothing()).isTrue();
      pequod.xmpp().start();
      peer.readSnapshot();
      assertThat(peer.lines()).isNotEmpty().allMatch(LineFrame::inService);
    }
  }

  @Test
  void otherAccount_neverShowsTheLinesOfTheFirst() throws Exception {
    try (Gateway first = online(supervisor())) {
      assertThat(first.status().lines()).isGreaterThan(1);
    }
    pequod.xmpp().kill();
    try (Gateway second = Gateway.start(options("starbuck", Pequod.CREW_PASSWORD).build())) {
      assertThat(second.awaitTrouble(LIMIT)).isTrue();
      assertThat(second.status().lines()).isZero();
    }
  }
}
