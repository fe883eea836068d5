package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.Gateway;
import ishmael.gateway.GatewayOptions;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.Operation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway on a server: from the stanza to the frame that a provider gets, and back. */
abstract class GatewayContract extends PhoneSystemContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void gateway_incomingCall_isOfferedAnsweredAndDropped(@TempDir Path folder) throws Exception {
    try (Gateway gateway = gateway(folder);
        LinePeer peer = LinePeer.connect(Path.of(gateway.address()))) {
      int line = peer.line("102");
      server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      CallFrame offered = peer.call(CallState.OFFERING);
      assertThat(offered.line()).isEqualTo(line);
      assertThat(offered.parties().caller().name()).isEqualTo(Pequod.CHANDLERS_NAME);

      peer.request(1, Operation.ANSWER, line, offered.call());
      assertThat(peer.call(CallState.CONNECTED).call()).isEqualTo(offered.call());
      peer.request(2, Operation.DROP, line, offered.call());
      assertThat(peer.call(CallState.IDLE).call()).isEqualTo(offered.call());
    }
  }

  @Test
  void gateway_serverKilledAndBack_linesReturnToService(@TempDir Path folder) throws Exception {
    try (Gateway gateway = gateway(folder);
        LinePeer peer = LinePeer.connect(Path.of(gateway.address()))) {
      server().kill();
      peer.next(LineFrame.class, line -> !line.inService());
      server().restart();
      peer.next(LineFrame.class, LineFrame::inService);
      assertThat(gateway.awaitOnline(LIMIT)).isTrue();
    }
  }

  private Gateway gateway(Path folder) throws Exception {
    GatewayOptions options =
        GatewayOptions.builder(
                server().host(), server().port(), Pequod.SUPERVISOR, password(Pequod.SUPERVISOR))
            .certificate(LinkRecorder.fingerprint(server()))
            .folder(folder)
            .isolation(IsolationSettings.OPEN)
            .timing(LinkRecorder.TIMING)
            .build();
    Gateway gateway = Gateway.start(options);
    if (!gateway.awaitOnline(LIMIT)) {
      gateway.close();
      throw new AssertionError(gateway.status().sentence());
    }
    return gateway;
  }
}
