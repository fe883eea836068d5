package ishmael.tsp.endpoint;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Request;
import java.util.List;

/**
 * Who owns lines and calls: the gateway hears of its peers here. For one peer the methods are
 * called one after the other by that peer's reader thread; for different peers at the same time.
 * They post to the domain thread and return at once.
 */
public interface Lines {
  /**
   * A peer has introduced itself. The gateway answers by {@link Peer#welcome}, now or later;
   * nothing else can be sent before. PING goes out meanwhile by itself.
   *
   * @param held the calls that the peer still has from before
   */
  void connected(Peer peer, Hello hello, List<CallFrame> held);

  /** A peer asks for something. Only after {@link #connected}. */
  void request(Peer peer, Request request);

  /** A connected peer is gone; the last call for this peer. */
  void disconnected(Peer peer, String why);
}
