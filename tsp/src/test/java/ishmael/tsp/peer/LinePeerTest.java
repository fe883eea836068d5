package ishmael.tsp.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.LineError;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.LinkEvent;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.endpoint.Samples;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.peer.LineEvent.CallStateChanged;
import ishmael.tsp.peer.LineEvent.LineAdded;
import ishmael.tsp.peer.LineEvent.LineInService;
import ishmael.tsp.peer.LineEvent.LineOutOfService;
import ishmael.tsp.peer.LineEvent.NewCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LinePeerTest {
  private static final int OFFERING = 2;
  private static final int CONNECTED = 0x100;
  private static final int DIALING = 0x10;
  private static final int ONHOLDPENDCONF = 0x1000;
  private static final PeerSettings HASTY =
      new PeerSettings(
          "test", Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(2), 8);

  @TempDir Path folder;

  private final LinkCounters counters = new LinkCounters();
  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private Path socket() {
    return folder.resolve("private").resolve("s");
  }

  private LinePeer start() {
    LinePeer peer = LinePeer.start(new UnixClient(socket()), HASTY, told::add);
    open.add(peer);
    return peer;
  }

  private static LineRequests somebody(LinePeer peer) {
    return peer.as(new Caller.Nobody(1725));
  }

  private <T extends LineEvent> T next(Class<T> type) throws InterruptedException {
    Object next = TestGateway.soon(told);
    while (next instanceof LineEvent.CallInfoChanged && type != LineEvent.CallInfoChanged.class) {
      next = TestGateway.soon(told);
    }
    assertThat(next).isInstanceOf(type);
    return type.cast(next);
  }

  /** A peer that heard of the gateway's line. */
  private LinePeer connected() throws InterruptedException {
    LinePeer peer = start();
    next(LineAdded.class);
    return peer;
  }

  /** A peer that opened the line and heard of its call. */
  private LinePeer connectedAndOpen() throws InterruptedException {
    LinePeer peer = connected();
    somebody(peer).openLine(1);
    next(NewCall.class);
    next(CallStateChanged.class);
    return peer;
  }

  private TestGateway gateway(Duration ping, GatewayFrame... snapshot) throws IOException {
    TestGateway gateway = new TestGateway(socket(), counters, ping, snapshot);
    open.add(gateway);
    return gateway;
  }

  private TestGateway withLine() throws IOException {
    return gateway(Duration.ofSeconds(10), Samples.line(1));
  }

  @Test
  void peerStartedFirst_findsTheGatewayThatComesLater() throws Exception {
    LinePeer peer = start();
    assertThat(somebody(peer).drop(1, 5).get()).isEqualTo(LineError.RESOURCEUNAVAIL.code());

    withLine();

    assertThat(next(LineAdded.class).line()).isEqualTo(Samples.line(1));
    assertThat(peer.isConnected()).isTrue();
    assertThat(peer.isInService(1)).isTrue();
  }

  @Test
  void makeCall_completesBeforeTheCallsFirstState() throws Exception {
    TestGateway gateway = withLine();
    LinePeer peer = connected();

    LineRequests.Asked asked = somebody(peer).makeCall(1, "102");
    CompletableFuture<Boolean> done = asked.result().thenApply(result -> told.add(result));
    Request request = gateway.request(Operation.MAKE_CALL);
    Peer link = gateway.peer();
    link.send(new Answer(request.request(), 0));
    link.send(Samples.call(request.call(), 1, DIALING));

    assertThat(request.target()).isEqualTo("102");
    assertThat(request.call()).isEqualTo(asked.call()).isNegative();
    assertThat(TestGateway.soon(told)).isEqualTo(0);
    assertThat(next(CallStateChanged.class).call().call()).isEqualTo(asked.call());
    assertThat(done.get()).isTrue();
  }

  @Test
  void setupConference_completesBeforeTheStatesOfBothCalls() throws Exception {
    TestGateway gateway = withLine();
    LinePeer peer = connected();

    LineRequests.AskedConference asked = somebody(peer).setupConference(1, 5, "102");
    CompletableFuture<Boolean> done = asked.result().thenApply(result -> told.add(result));
    Request request = gateway.request(Operation.SETUP_CONFERENCE);
    Peer link = gateway.peer();
    link.send(new Answer(request.request(), 0));
    link.send(Samples.call(request.third(), 1, ONHOLDPENDCONF));
    link.send(Samples.call(request.other(), 1, DIALING));

    assertThat(request.call()).isEqualTo(5);
    assertThat(request.target()).isEqualTo("102");
    assertThat(request.third()).isEqualTo(asked.conference()).isNegative();
    assertThat(request.other()).isEqualTo(asked.consult()).isNegative();
    assertThat(TestGateway.soon(told)).isEqualTo(0);
    assertThat(next(CallStateChanged.class).call().call()).isEqualTo(asked.conference());
    assertThat(next(CallStateChanged.class).call().call()).isEqualTo(asked.consult());
    assertThat(done.get()).isTrue();
  }

  @Test
  void completeConference_thatFails_leavesNoConference() throws Exception {
    TestGateway gateway = withLine();
    LinePeer peer = connected();
    LineRequests.Asked asked = somebody(peer).completeConference(1, 5, 6);
    Request request = gateway.request(Operation.COMPLETE_TRANSFER);

    Peer link = gateway.peer();
    link.send(new Answer(request.request(), LineError.INVALCALLSTATE.code()));

    assertThat(asked.result().get(5, TimeUnit.SECONDS)).isEqualTo(LineError.INVALCALLSTATE.code());
    assertThat(request.third()).isEqualTo(asked.call()).isNegative();
    assertThat(request.option()).isEqualTo(2);
    assertThat(peer.calls()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void requestsOnCallsThatExist_nameTheCallsInTheFieldsOfTheProtocol() throws Exception {
    TestGateway gateway = withLine();
    LineRequests asks = somebody(connected());

    List<CompletableFuture<Integer>> asked =
        List.of(
            asks.swapHold(1, 5, 6),
            asks.completeTransfer(1, 5, 6),
            asks.addToConference(1, 7, 6),
            asks.blindTransfer(1, 5, "102"));

    assertThat(asked).noneMatch(CompletableFuture::isDone);

    assertThat(fields(gateway.request(Operation.SWAP_HOLD))).isEqualTo("5 6 0 0 ''");
    assertThat(fields(gateway.request(Operation.COMPLETE_TRANSFER))).isEqualTo("5 6 0 1 ''");
    assertThat(fields(gateway.request(Operation.ADD_TO_CONFERENCE))).isEqualTo("7 6 0 0 ''");
    assertThat(fields(gateway.request(Operation.BLIND_TRANSFER))).isEqualTo("5 0 0 0 '102'");
  }

  private static String fields(Request request) {
    return String.format(
        "%d %d %d %d '%s'",
        request.call(), request.other(), request.third(), request.option(), request.target());
  }

  @Test
  void makeCall_thatFails_hasNoEvents() throws Exception {
    TestGateway gateway = withLine();
    LinePeer peer = connected();
    LineRequests.Asked asked = somebody(peer).makeCall(1, "?");
    Request request = gateway.request(Operation.MAKE_CALL);

    gateway.peer().send(new Answer(request.request(), LineError.INVALADDRESS.code()));

    assertThat(asked.result().get(5, TimeUnit.SECONDS)).isEqualTo(LineError.INVALADDRESS.code());
    assertThat(peer.calls()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void gatewayRestartedInMidCall_hearsOfTheCallAndTellsWhatChanged() throws Exception {
    TestGateway first =
        gateway(Duration.ofSeconds(10), Samples.line(1), Samples.call(5, 1, OFFERING));
    LinePeer peer = connectedAndOpen();
    first.request(Operation.OPEN_LINE);
    CompletableFuture<Integer> lost = somebody(peer).answer(1, 5);
    first.request(Operation.ANSWER);

    first.close();
    assertThat(lost.get(5, TimeUnit.SECONDS)).isEqualTo(LineError.OPERATIONFAILED.code());
    assertThat(next(LineOutOfService.class).lineId()).isEqualTo(1);
    TestGateway second =
        gateway(Duration.ofSeconds(10), Samples.line(1), Samples.call(5, 1, CONNECTED));

    next(LineInService.class);
    assertThat(next(CallStateChanged.class).call()).isEqualTo(Samples.call(5, 1, CONNECTED));
    assertThat(TestGateway.soon(second.held())).containsExactly(Samples.call(5, 1, OFFERING));
    assertThat(second.request(Operation.OPEN_LINE).line()).isEqualTo(1);
  }

  @Test
  void gatewayRestartedWithoutTheCall_endsIt() throws Exception {
    TestGateway first =
        gateway(Duration.ofSeconds(10), Samples.line(1), Samples.call(5, 1, OFFERING));
    LinePeer peer = connectedAndOpen();
    first.close();
    next(LineOutOfService.class);

    withLine();

    next(LineInService.class);
    assertThat(next(CallStateChanged.class).call().state()).isEqualTo(1);
    assertThat(peer.calls()).isEmpty();
  }

  @Test
  void closedCall_isNotHeardOfAgain() throws Exception {
    TestGateway gateway =
        gateway(Duration.ofSeconds(10), Samples.line(1), Samples.call(5, 1, OFFERING));
    LinePeer peer = connectedAndOpen();
    gateway.request(Operation.OPEN_LINE);

    somebody(peer).closeCall(1, 5);
    assertThat(gateway.request(Operation.CLOSE_CALL).call()).isEqualTo(5);
    Peer link = gateway.peer();
    link.send(Samples.call(5, 1, CONNECTED));
    link.send(Samples.call(6, 1, OFFERING));

    assertThat(next(NewCall.class).call().call()).isEqualTo(6);
  }

  @Test
  void closedCall_lineOpenedAnew_isHeardOfAgain() throws Exception {
    TestGateway gateway =
        gateway(Duration.ofSeconds(10), Samples.line(1), Samples.call(5, 1, OFFERING));
    LinePeer peer = connectedAndOpen();

    somebody(peer).closeCall(1, 5);
    somebody(peer).closeLine(1);
    somebody(peer).openLine(1);
    gateway.request(Operation.OPEN_LINE);
    gateway.request(Operation.CLOSE_CALL);
    gateway.request(Operation.CLOSE_LINE);
    gateway.request(Operation.OPEN_LINE);
    gateway.peer().send(Samples.call(5, 1, CONNECTED));

    assertThat(next(NewCall.class).call().call()).isEqualTo(5);
    assertThat(next(CallStateChanged.class).call().state()).isEqualTo(CONNECTED);
  }

  @Test
  void lineOpenedDuringTheSnapshot_isToldOnce() throws Exception {
    TestGateway gateway = withLine();
    CompletableFuture<LinePeer> early = new CompletableFuture<>();
    LinePeer peer =
        LinePeer.start(
            new UnixClient(socket()), HASTY, event -> somebody(early.join()).openLine(1));
    open.add(peer);
    early.complete(peer);

    gateway.request(Operation.OPEN_LINE);
    CompletableFuture<Integer> dropped = somebody(peer).drop(1, 5);
    gateway.request(Operation.DROP);
    assertThat(dropped).isNotDone();
  }

  @Test
  void tooManyRequests_areRefusedAtOnce() throws Exception {
    withLine();
    LinePeer peer = connected();
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(somebody(peer).drop(1, 5));
    }

    assertThat(somebody(peer).drop(1, 5)).isCompletedWithValue(LineError.RESOURCEUNAVAIL.code());
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void pings_areAnswered_soTheGatewayStays() throws Exception {
    TestGateway gateway = gateway(Duration.ofMillis(50), Samples.line(1));
    LinePeer peer = connected();
    long before = counters.count(LinkEvent.FRAME_IN);

    assertThat(gateway.gone().poll(1500, TimeUnit.MILLISECONDS)).isNull();

    assertThat(peer.isConnected()).isTrue();
    assertThat(counters.count(LinkEvent.FRAME_IN)).isGreaterThan(before + 5);
  }

  @Test
  void gatewayThatThinks_keepsThePeerByPings() throws Exception {
    TestGateway gateway = gateway(Duration.ofMillis(50));
    gateway.think();
    start();
    Peer known = gateway.peer();

    assertThat(gateway.gone().poll(2500, TimeUnit.MILLISECONDS)).isNull();
    known.welcome(List.of(Samples.line(1)));

    assertThat(next(LineAdded.class)).isNotNull();
    assertThat(gateway.peers()).isEmpty();
  }

  @Test
  void silentGateway_isGivenUp() throws Exception {
    withLine();
    LinePeer peer = connected();

    assertThat(next(LineOutOfService.class).lineId()).isEqualTo(1);
    next(LineInService.class);
    assertThat(peer.lines()).hasSize(1);
  }

  @Test
  void peer_closed_completesWhatIsOpenAndRefusesMore() throws Exception {
    withLine();
    LinePeer peer = connected();
    CompletableFuture<Integer> waiting = somebody(peer).drop(1, 5);

    peer.close();

    assertThat(waiting).isCompletedWithValue(LineError.OPERATIONFAILED.code());
    assertThat(somebody(peer).drop(1, 5)).isCompletedWithValue(LineError.RESOURCEUNAVAIL.code());
  }
}
