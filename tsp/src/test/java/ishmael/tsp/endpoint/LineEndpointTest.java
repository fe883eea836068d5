package ishmael.tsp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.tsp.endpoint.RecordingLines.Heard;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Parties;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.Refusal;
import ishmael.tsp.frame.Refused;
import ishmael.tsp.frame.Request;
import ishmael.tsp.frame.Snapshot;
import ishmael.tsp.frame.SnapshotEnd;
import ishmael.tsp.frame.Welcome;
import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineEndpointTest extends EndpointScene {
  /** A request in the name of SYSTEM, session 7. */
  private static final Request FORGED =
      new Request(
          1,
          Operation.MAKE_CALL.code(),
          1,
          Long.MIN_VALUE,
          0,
          new Caller.Known(
              Octets.of(
                  (byte) 1, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 5,
                  (byte) 18, (byte) 0, (byte) 0, (byte) 0),
              7),
          "0190666",
          0,
          Octets.NONE,
          0);

  @Test
  void peer_introduced_isWelcomedWithTheSnapshot() throws Exception {
    RecordingLines lines =
        start(PROTOCOL, new RecordingLines(true, Samples.line(1), Samples.call(5, 1, 2)));
    CallFrame held = Samples.call(5, 1, 0x100);
    RawPeer peer = peer();

    peer.introduce(held);

    assertThat(peer.readSnapshot())
        .containsExactly(
            new Welcome(1, 8000, "0.1 test", ""),
            new Snapshot(),
            Samples.line(1),
            Samples.call(5, 1, 2),
            new SnapshotEnd());
    assertThat(lines.next("connected").detail()).isEqualTo(List.of(held));
  }

  @Test
  void request_ofAWelcomePeer_isHeardAndAnswered() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer peer = welcomedPeer();
    lines.next("connected");

    peer.send(Samples.drop(3, 1, 5));
    Heard request = lines.next("request");
    request.peer().send(new Answer(3, 0));

    assertThat(request.detail()).isEqualTo(Samples.drop(3, 1, 5));
    assertThat(peer.read()).isEqualTo(new Answer(3, 0));
  }

  @Test
  void peer_thatCloses_isDisconnectedOnce() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer peer = RawPeer.welcomed(client);
    Peer known = lines.next("connected").peer();

    peer.close();

    assertThat(lines.next("disconnected").peer()).isSameAs(known);
    known.send(new Answer(1, 0));
    known.disconnect("again");
    assertThat(lines.isQuiet()).isTrue();
  }

  @Test
  void peer_notYetWelcomed_cannotBeSentAnything() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(false));
    RawPeer peer = peer();
    peer.introduce();
    Peer known = lines.next("connected").peer();

    assertThatThrownBy(() -> known.send(new Answer(1, 0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> known.welcome(List.of(new Answer(1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    known.welcome(List.of());
    assertThatThrownBy(() -> known.welcome(List.of())).isInstanceOf(IllegalStateException.class);
    known.send(new Answer(1, 0));

    assertThat(peer.readSnapshot()).hasSize(3);
    assertThat(peer.read()).isEqualTo(new Answer(1, 0));
  }

  @Test
  void fifthPeer_introduced_isRefusedAndTheOthersLive() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer first = welcomedPeer();
    for (int i = 1; i < 4; i++) {
      welcomedPeer();
      lines.next("connected");
    }
    lines.next("connected");
    RawPeer fifth = peer();

    fifth.introduce();

    assertThat(((Refused) fifth.read()).code()).isEqualTo(Refusal.TOO_MANY_PEERS.code());
    first.send(Samples.drop(1, 1, 1));
    lines.next("request");
    assertThat(counters.count(LinkEvent.REFUSED)).isEqualTo(1);
  }

  @Test
  void placeOfAPeerThatWent_isTakenByTheNext() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    for (int i = 0; i < 12; i++) {
      RawPeer.welcomed(client).close();
      lines.next("connected");
      lines.next("disconnected");
    }
    assertThat(counters.count(LinkEvent.WELCOMED)).isEqualTo(12);
  }

  @Test
  void connection_withoutHello_isClosedAfterTheLimit() throws Exception {
    EndpointSettings hasty =
        PROTOCOL.withTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(200));
    RecordingLines lines = start(hasty, new RecordingLines(true));
    RawPeer silent = peer();

    assertThat(silent.readToEnd()).isEmpty();
    assertThat(counters.count(LinkEvent.HANDSHAKE_LATE)).isEqualTo(1);
    welcomedPeer();
    lines.next("connected");
  }

  @Test
  void moreConnectionsThanPlaces_areClosedUnheard() throws Exception {
    start(PROTOCOL, new RecordingLines(true));
    for (int i = 0; i < 8; i++) {
      peer();
    }
    RawPeer ninth = peer();

    assertThat(ninth.readToEnd()).isEmpty();
    assertThat(counters.count(LinkEvent.CROWDED)).isEqualTo(1);
  }

  @Test
  void peer_thatDoesNotRead_isDisconnectedWhenItsQueueIsFull() throws Exception {
    RecordingLines lines = start(PROTOCOL.withQueueBytes(1 << 20), new RecordingLines(true));
    welcomedPeer();
    Peer slow = lines.next("connected").peer();
    CallFrame big =
        new CallFrame(
            1, 1, 1, 0, 0, 0, 0, 0, 0, 0, Parties.UNKNOWN, "x".repeat(4096), Octets.NONE, 0, "");

    for (int i = 0; i < 1000; i++) {
      slow.send(big);
    }

    assertThat(lines.next("disconnected").detail().toString()).contains("does not read");
    assertThat(counters.count(LinkEvent.OVERFLOW)).isEqualTo(1);
  }

  @Test
  void oversizedFrame_ofAWelcomePeer_endsThatPeerOnly() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer good = welcomedPeer();
    lines.next("connected");
    RawPeer bad = welcomedPeer();
    lines.next("connected");

    bad.send(new byte[] {1, 0, 1, 0, 4, 0});

    assertThat(bad.readToEnd()).isEmpty();
    assertThat(lines.next("disconnected").detail().toString()).contains("65537");
    assertThat(counters.count(LinkEvent.BAD_LENGTH)).isEqualTo(1);
    assertThat(counters.count(LinkEvent.MALFORMED)).isEqualTo(1);
    good.send(Samples.drop(1, 1, 1));
    lines.next("request");
  }

  @Test
  void gatewaysFrame_fromAPeer_endsIt() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer peer = welcomedPeer();
    lines.next("connected");

    peer.send(new Answer(1, 0));

    assertThat(lines.next("disconnected").detail().toString()).contains("ANSWER");
  }

  @Test
  void request_beforeWelcome_endsThePeer() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(false));
    RawPeer peer = peer();
    peer.introduce();
    lines.next("connected");

    peer.send(Samples.drop(1, 1, 1));

    lines.next("disconnected");
  }

  @Test
  void wrongMagic_isRefusedAsSuch() throws Exception {
    start(PROTOCOL, new RecordingLines(true));
    byte[] hello = FrameCodec.encode(new Hello(1, 1, 1, 64, ""));
    hello[6] = 'X';

    assertThat(refusalOf(hello)).isEqualTo(Refusal.BAD_MAGIC.code());
  }

  @Test
  void versionsThatWeLack_areRefusedAsSuch() throws Exception {
    start(PROTOCOL, new RecordingLines(true));

    assertThat(refusalOf(FrameCodec.encode(new Hello(2, 3, 1, 64, ""))))
        .isEqualTo(Refusal.NO_COMMON_VERSION.code());
  }

  @Test
  void readyWithoutHello_isRefusedAsMalformed() throws Exception {
    start(PROTOCOL, new RecordingLines(true));

    assertThat(refusalOf(FrameCodec.encode(new Ready()))).isEqualTo(Refusal.MALFORMED.code());
  }

  @Test
  void unknownFrame_ofALaterPeer_isCountedAndSkipped() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer peer = peer();
    peer.send(new Hello(1, 2, 1, 64, "later"));
    peer.send(new Ready());
    lines.next("connected");
    peer.readSnapshot();

    peer.send(new byte[] {4, 0, 0, 0, 0x7f, 0, 1, 2});
    peer.send(Samples.drop(1, 1, 1));

    lines.next("request");
    assertThat(counters.count(LinkEvent.UNKNOWN_FRAME)).isEqualTo(1);
  }

  @Test
  void unknownFrame_ofAPeerOfOurVersion_endsIt() throws Exception {
    RecordingLines lines = start(PROTOCOL, new RecordingLines(true));
    RawPeer peer = welcomedPeer();
    lines.next("connected");

    peer.send(new byte[] {4, 0, 0, 0, 0x7f, 0, 1, 2});

    lines.next("disconnected");
  }

  @Test
  void strangersProcess_isRefusedUnheard() throws Exception {
    RecordingLines lines = new RecordingLines(true);
    UnixServer server = UnixServer.listen(socket());
    closing(LineEndpoint.start(new StrangersServer(server), lines, PROTOCOL, counters));
    RawPeer peer = peer();

    peer.introduce();

    assertThat(((Refused) peer.read()).code()).isEqualTo(Refusal.NOT_ALLOWED.code());
    assertThat(counters.count(LinkEvent.NOT_ALLOWED)).isEqualTo(1);
    assertThat(lines.isQuiet()).isTrue();
  }

  @Test
  void forgedRequest_ofAStrangersProcess_reachesNobody() throws Exception {
    RecordingLines lines = new RecordingLines(true);
    UnixServer server = UnixServer.listen(socket());
    LineEndpoint endpoint =
        LineEndpoint.start(new StrangersServer(server), lines, PROTOCOL, counters);
    try (RawPeer peer = peer()) {
      peer.introduce();
      assertThat(((Refused) peer.read()).code()).isEqualTo(Refusal.NOT_ALLOWED.code());

      peer.send(FORGED);
    } finally {
      endpoint.close(); // and with it all its threads
    }

    assertThat(lines.isQuiet()).isTrue();
    assertThat(counters.count(LinkEvent.WELCOMED)).isZero();
  }

  @Test
  void acceptThatFailsOnce_doesNotEndTheEndpoint() throws Exception {
    RecordingLines lines = new RecordingLines(true);
    UnixServer server = UnixServer.listen(socket());
    closing(LineEndpoint.start(new FailingOnceServer(server), lines, PROTOCOL, counters));

    welcomedPeer();

    lines.next("connected");
    assertThat(counters.count(LinkEvent.ACCEPT_FAILED)).isEqualTo(1);
  }

  @Test
  void endpoint_closed_disconnectsItsPeers() throws Exception {
    RecordingLines lines = new RecordingLines(true);
    LineEndpoint endpoint =
        LineEndpoint.start(UnixServer.listen(socket()), lines, PROTOCOL, counters);
    RawPeer peer = welcomedPeer();
    lines.next("connected");

    endpoint.close();

    assertThat(lines.next("disconnected").detail()).isEqualTo("the gateway ends");
    assertThat(peer.readToEnd()).isEmpty();
    start(PROTOCOL, lines);
    welcomedPeer();
  }

  private int refusalOf(byte[] first) throws IOException {
    RawPeer peer = peer();
    peer.send(first);
    return ((Refused) peer.read()).code();
  }
}
