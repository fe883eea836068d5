package ishmael.gateway.lines;

import ishmael.gateway.domain.Provider;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.GatewayFrame;
import ishmael.tsp.frame.LineGone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A peer of the line protocol as a provider. */
final class FrameProvider implements Provider {
  private final Peer peer;

  FrameProvider(Peer peer) {
    this.peer = peer;
  }

  @Override
  public long number() {
    return peer.number();
  }

  @Override
  public void welcome(List<LineView> lines, List<CallView> calls) {
    List<GatewayFrame> frames = new ArrayList<>(lines.size() + calls.size());
    lines.forEach(line -> frames.add(ViewFrames.line(line)));
    calls.forEach(call -> frames.add(ViewFrames.call(call)));
    peer.welcome(frames);
  }

  @Override
  public void line(LineView line) {
    peer.send(ViewFrames.line(line));
  }

  @Override
  public void lineGone(LineId line) {
    peer.send(new LineGone(line.value()));
  }

  @Override
  public void call(CallView call) {
    peer.send(ViewFrames.call(call));
  }

  @Override
  public void answer(int request, Optional<LineError> error) {
    peer.send(new Answer(request, error.map(LineError::code).orElse(0)));
  }

  @Override
  public void disconnect(String why) {
    peer.disconnect(why);
  }
}
