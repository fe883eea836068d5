package ishmael.tsp.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.Lines;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway for tests of the peer: a snapshot for each peer, and requests in a queue. */
final class TestGateway implements Lines, AutoCloseable {
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<CallFrame>> held = new LinkedBlockingQueue<>();
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();
  private final List<GatewayFrame> snapshot;
  private final LineEndpoint endpoint;
  private volatile boolean thinking;

  TestGateway(Path socket, LinkCounters counters, Duration ping, GatewayFrame... snapshot)
      throws IOException {
    this.snapshot = List.of(snapshot);
    EndpointSettings settings =
        EndpointSettings.ofProtocol("test", Duration.ofSeconds(8))
            .withTimes(ping, ping.multipliedBy(10), Duration.ofSeconds(5));
    endpoint = LineEndpoint.start(UnixServer.listen(socket), this, settings, counters);
  }

  /** Returns the next of a queue, which comes soon. */
  static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something within 20 s").isNotNull();
    return next;
  }

  /** Does not welcome peers from now on. */
  void think() {
    thinking = true;
  }

  @Override
  public void connected(Peer peer, Hello hello, List<CallFrame> calls) {
    held.add(calls);
    if (!thinking) {
      peer.welcome(snapshot);
    }
    peers.add(peer);
  }

  @Override
  public void request(Peer peer, Request request) {
    requests.add(request);
  }

  @Override
  public void disconnected(Peer peer, String why) {
    gone.add(why);
  }

  /** The calls that each peer brought along. */
  BlockingQueue<List<CallFrame>> held() {
    return held;
  }

  /** The peers that have come and were not taken by {@link #peer}. */
  BlockingQueue<Peer> peers() {
    return peers;
  }

  /** Why each peer that is gone went. */
  BlockingQueue<String> gone() {
    return gone;
  }

  Peer peer() throws InterruptedException {
    return soon(peers);
  }

  Request request(Operation operation) throws InterruptedException {
    Request request = soon(requests);
    assertThat(request.operation()).isEqualTo(operation.code());
    return request;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
