package ishmael.simulator.servers;

import static ishmael.linemapper.CallState.CONNECTED;
import static ishmael.simulator.servers.Program.result;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults of a phone system that is not its own XMPP server. */
abstract class RealFaults extends FaultsContract {
  private static final Duration STANDING_CHECK = Duration.ofSeconds(1);

  @Test
  void phoneSystemRestarted_behindItsServer_eventsComeAgain() throws Exception {
    open(BRISK.withStandingCheck(STANDING_CHECK));
    ContainerServer container = (ContainerServer) server();
    container.disconnectPhoneSystem();
    assertThat(result(program().makeCall("102", "106"), limit(BRISK.commandLimit()))).isNotZero();
    container.reconnectPhoneSystem();

    String channel = talk("106", Pequod.PIP_PHONE);
    timed("phone system restarted: events", () -> untilShown(channel));
    awaitRight();
    assertThat(result(program().makeCall("102", "103"), limit(BRISK.commandLimit()))).isZero();
    awaitRight();
  }

  @Test
  void phoneSystemRestarted_callEndedMeanwhile_endsAtTheProvider() throws Exception {
    open(BRISK.withStandingCheck(STANDING_CHECK));
    String channel = talk("106", Pequod.PIP_PHONE);
    CallFrame call = program().await("106", CONNECTED);
    ContainerServer container = (ContainerServer) server();
    container.disconnectPhoneSystem();
    engine().farEndHangsUp(channel);
    container.reconnectPhoneSystem();
    program().awaitIdle(call);
    awaitRight();
  }

  /** Any event shows a call that began unseen. */
  private void untilShown(String channel) {
    Waiting.until(
        () -> {
          engine().hold(channel);
          engine().resume(channel);
          return program().call("106", CONNECTED).isPresent();
        },
        () -> "a call at 106: " + now());
  }
}
