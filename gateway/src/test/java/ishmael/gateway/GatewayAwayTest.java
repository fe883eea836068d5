package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import org.junit.jupiter.api.Test;

/** What happened at the phones while the link was down is put right after the next login. */
class GatewayAwayTest extends GatewayScene {
  private CallFrame talking(TestPeer peer) throws Exception {
    pequod.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
    peer.call(CallState.OFFERING);
    pequod.engine().answer(Pequod.STARBUCK_PHONE);
    return peer.call(CallState.CONNECTED);
  }

  private void away(TestPeer peer, int line, Runnable meanwhile) throws Exception {
    pequod.xmpp().kill();
    peer.next(LineFrame.class, frame -> frame.line() == line && !frame.inService());
    meanwhile.run();
    pequod.xmpp().start();
  }

  @Test
  void callEnded_whileAway_goesIdle() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      CallFrame call = talking(peer);

      away(peer, call.line(), () -> pequod.engine().putDown(Pequod.STARBUCK_PHONE));

      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(call.call());
      assertThat(gateway.awaitOnline(LIMIT)).isTrue();
    }
  }

  @Test
  void callKept_whileAway_stays() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      CallFrame call = talking(peer);

      away(peer, call.line(), () -> {});
      peer.next(LineFrame.class, line -> line.line() == call.line() && line.inService());
      pequod.engine().pressHold(Pequod.STARBUCK_PHONE);

      assertThat(peer.call(CallState.ONHOLD).call()).isEqualTo(call.call());
    }
  }

  @Test
  void callBegan_whileAway_appearsWithItsFirstEvent() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      int line = peer.line("102");
      away(
          peer,
          line,
          () -> {
            pequod.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
            pequod.engine().answer(Pequod.STARBUCK_PHONE);
          });
      peer.next(LineFrame.class, frame -> frame.line() == line && frame.inService());

      pequod.engine().pressHold(Pequod.STARBUCK_PHONE);

      CallFrame found = peer.call(CallState.ONHOLD);
      assertThat(found.line()).isEqualTo(line);
      assertThat(found.parties().caller().name()).isEqualTo(Pequod.CHANDLERS_NAME);
    }
  }

  @Test
  void userMoved_whileAway_ringsAtTheNewPlace() throws Exception {
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      int line = peer.line("106");
      away(peer, line, () -> pequod.engine().moveUser("Pip", "Crow's Nest"));
      peer.next(LineFrame.class, frame -> frame.line() == line && frame.inService());

      pequod.engine().dial("Pip", Pequod.CROWS_NEST_PHONE, Pequod.NEVER_ANSWERS, "auto");

      CallFrame call = peer.next(CallFrame.class, any -> true);
      assertThat(call.line()).isEqualTo(line);
    }
  }
}
