package ishmael.gateway.lines;

import ishmael.gateway.domain.Domain;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineError;
import ishmael.tsp.endpoint.Lines;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Request;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Takes what peers of the line protocol say to the domain. */
public final class LineDesk implements Lines {
  private static final Logger LOG = System.getLogger(LineDesk.class.getName());

  private final Domain domain;

  /** Speaks for this domain. */
  public LineDesk(Domain domain) {
    this.domain = domain;
  }

  @Override
  public void connected(Peer peer, Hello hello, List<CallFrame> held) {
    LOG.log(
        Level.INFO,
        "A provider has connected: process {0}, {1} bits, build {2}, {3} calls from before.",
        Long.toString(hello.process()),
        hello.bits(),
        hello.build(),
        held.size());
    List<CallView> views = new ArrayList<>(held.size());
    held.forEach(frame -> ViewFrames.view(frame).ifPresent(views::add));
    if (views.size() < held.size()) {
      LOG.log(
          Level.WARNING,
          "{0} calls of the provider have states that this gateway does not know; they end.",
          held.size() - views.size());
    }
    domain.connected(new FrameProvider(peer), views);
  }

  @Override
  public void request(Peer peer, Request request) {
    Asked.of(peer.number(), request)
        .fold(
            valid -> run(() -> domain.request(new FrameProvider(peer), valid.request())),
            refused -> run(() -> answer(peer, request, refused.error())),
            ignored -> run(() -> LOG.log(Level.DEBUG, "An impossible notice: {0}", request)))
        .run();
  }

  private static Runnable run(Runnable action) {
    return action;
  }

  /** The answer goes through the domain thread like all others, so that it is behind WELCOME. */
  private void answer(Peer peer, Request request, LineError error) {
    domain.refuse(new FrameProvider(peer), request.request(), error);
  }

  @Override
  public void disconnected(Peer peer, String why) {
    LOG.log(Level.INFO, "A provider has gone: {0}.", why);
    domain.gone(peer.number());
  }
}
