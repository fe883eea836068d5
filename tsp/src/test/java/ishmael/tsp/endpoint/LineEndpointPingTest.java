package ishmael.tsp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.frame.Pong;
import ishmael.tsp.frame.Snapshot;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.frame.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineEndpointPingTest extends EndpointScene {
  @Test
  void peer_thatIsSilent_isPingedAndGivenUp() throws Exception {
    EndpointSettings hasty =
        PROTOCOL.withTimes(Duration.ofMillis(100), Duration.ofMillis(800), Duration.ofSeconds(5));
    RecordingLines lines = start(hasty, new RecordingLines(true));
    RawPeer silent = welcomedPeer();
    lines.next("connected");

    Optional<Frame> last = silent.readToEnd();

    assertThat(last).get().isInstanceOf(Ping.class);
    assertThat(lines.next("disconnected").detail().toString()).contains("silent");
    assertThat(counters.count(LinkEvent.SILENT)).isEqualTo(1);
  }

  @Test
  void peer_thatAnswersPings_staysBeyondTheSilenceLimit() throws Exception {
    EndpointSettings hasty =
        PROTOCOL.withTimes(Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofSeconds(5));
    RecordingLines lines = start(hasty, new RecordingLines(true));
    RawPeer peer = welcomedPeer();
    lines.next("connected");

    for (int i = 0; i < 10; i++) {
      peer.send(new Pong(((Ping) peer.read()).stamp()));
    }

    assertThat(counters.count(LinkEvent.SILENT)).isZero();
    assertThat(lines.isQuiet()).isTrue();
  }

  @Test
  void peer_thatWaitsForItsWelcome_isKeptAwake() throws Exception {
    EndpointSettings hasty =
        PROTOCOL.withTimes(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofSeconds(5));
    RecordingLines lines = start(hasty, new RecordingLines(false));
    RawPeer peer = peer();
    peer.introduce();
    Peer known = lines.next("connected").peer();

    for (int i = 0; i < 20; i++) {
      peer.send(new Pong(((Ping) peer.read()).stamp()));
    }
    known.welcome(List.of(Samples.line(1)));
    Frame next = peer.read();
    while (next instanceof Ping) {
      next = peer.read();
    }

    assertThat(next).isEqualTo(new Welcome(1, 8000, "0.1 test", ""));
    assertThat(List.of(peer.read(), peer.read(), peer.read()))
        .containsExactly(new Snapshot(), Samples.line(1), new SnapshotEnd());
    assertThat(lines.isQuiet()).isTrue();
  }

  @Test
  void peer_silentBeforeItsWelcome_isGivenUp() throws Exception {
    EndpointSettings hasty =
        PROTOCOL.withTimes(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(5));
    RecordingLines lines = start(hasty, new RecordingLines(false));
    RawPeer peer = peer();
    peer.introduce();
    lines.next("connected");

    assertThat(peer.readToEnd()).get().isInstanceOf(Ping.class);
    assertThat(lines.next("disconnected").detail().toString()).contains("silent");
  }
}
