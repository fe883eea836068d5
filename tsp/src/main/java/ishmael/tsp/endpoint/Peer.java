package ishmael.tsp.endpoint;

import ishmael.tsp.frame.GatewayFrame;
import java.util.List;

/** A peer as the gateway sees it. Any thread; nothing here waits. */
public interface Peer {
  /** Returns the number of the connection, unique while the gateway runs, from 1 on. */
  long number();

  /**
   * Takes the peer: sends WELCOME, SNAPSHOT, these frames and SNAPSHOT_END with nothing in between.
   *
   * @param snapshot LINE and CALL frames, each line before its calls
   * @throws IllegalStateException if the peer was welcomed before
   * @throws IllegalArgumentException if there are other frames among them
   */
  void welcome(List<GatewayFrame> snapshot);

  /**
   * Sends a frame behind all earlier ones. Nothing happens if the peer is gone. A peer whose queue
   * is full is disconnected.
   *
   * @throws IllegalStateException if the peer is not yet welcomed
   */
  void send(GatewayFrame frame);

  /** Disconnects the peer; {@link Lines#disconnected} follows. */
  void disconnect(String why);
}
