package ishmael.tsp.endpoint;

import ishmael.tsp.frame.FrameText;
import java.time.Duration;

/**
 * The bounds of the gateway's end. Source: docs/line-protocol.md, Liveness and bounds.
 *
 * @param gateway the gateway's version, told to peers
 * @param answerLimit within which every request is answered; the gateway's promise
 * @param maxPeers how many peers may be welcome at a time
 * @param ping how long after the last PING the next one is sent
 * @param silence after how long without a frame a peer is given up
 * @param handshake how long HELLO to READY may take
 * @param maxHeldCalls how many HELD_CALL frames a peer may send
 * @param queueBytes how many octets may wait for one peer
 * @param tickets the pipe where programs show who they are, told to peers; empty: none
 */
public record EndpointSettings(
    String gateway,
    Duration answerLimit,
    int maxPeers,
    Duration ping,
    Duration silence,
    Duration handshake,
    int maxHeldCalls,
    int queueBytes,
    String tickets) {

  /** Checks the bounds. */
  public EndpointSettings {
    gateway = FrameText.fit(gateway, 255);
    if (maxPeers < 1 || maxHeldCalls < 0 || queueBytes < 1) {
      throw new IllegalArgumentException("a bound of the line endpoint is not positive");
    }
    for (Duration duration : new Duration[] {answerLimit, ping, silence, handshake}) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("a time limit of the line endpoint is not positive");
      }
    }
  }

  /** Returns the bounds that the protocol names. */
  public static EndpointSettings ofProtocol(String gateway, Duration answerLimit) {
    return new EndpointSettings(
        gateway,
        answerLimit,
        4,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        4096,
        4 << 20,
        "");
  }

  /** Returns the same bounds with other times. */
  public EndpointSettings withTimes(Duration newPing, Duration newSilence, Duration newHandshake) {
    return new EndpointSettings(
        gateway,
        answerLimit,
        maxPeers,
        newPing,
        newSilence,
        newHandshake,
        maxHeldCalls,
        queueBytes,
        tickets);
  }

  /** Returns the same bounds with another queue. */
  public EndpointSettings withQueueBytes(int newQueueBytes) {
    return new EndpointSettings(
        gateway,
        answerLimit,
        maxPeers,
        ping,
        silence,
        handshake,
        maxHeldCalls,
        newQueueBytes,
        tickets);
  }

  /** Returns the same bounds; programs that can not be told show who they are on this pipe. */
  public EndpointSettings withTickets(String pipe) {
    return new EndpointSettings(
        gateway, answerLimit, maxPeers, ping, silence, handshake, maxHeldCalls, queueBytes, pipe);
  }
}
