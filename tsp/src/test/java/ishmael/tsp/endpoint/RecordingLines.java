package ishmael.tsp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Request;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway that welcomes everybody with one snapshot and writes down what it hears. */
final class RecordingLines implements Lines {
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final List<GatewayFrame> snapshot;
  private final boolean welcoming;

  /** One call of the listener: what happened to which peer, and the rest of the arguments. */
  record Heard(String what, Peer peer, Object detail) {}

  RecordingLines(boolean welcoming, GatewayFrame... snapshot) {
    this.welcoming = welcoming;
    this.snapshot = List.of(snapshot);
  }

  @Override
  public void connected(Peer peer, Hello hello, List<CallFrame> held) {
    heard.add(new Heard("connected", peer, held));
    if (welcoming) {
      peer.welcome(snapshot);
    }
  }

  @Override
  public void request(Peer peer, Request request) {
    heard.add(new Heard("request", peer, request));
  }

  @Override
  public void disconnected(Peer peer, String why) {
    heard.add(new Heard("disconnected", peer, why));
  }

  Heard next(String what) throws InterruptedException {
    Heard next = heard.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("waiting for %s", what).isNotNull();
    assertThat(next.what()).isEqualTo(what);
    return next;
  }

  boolean isQuiet() {
    return heard.isEmpty();
  }
}
