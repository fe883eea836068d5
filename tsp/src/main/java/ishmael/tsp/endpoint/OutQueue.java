package ishmael.tsp.endpoint;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Encoded frames that wait for a peer's writer thread, bounded by their octets. */
final class OutQueue {
  private final Queue<byte[]> frames = new ArrayDeque<>();
  private final int maxBytes;
  private int bytes;
  private boolean closed;

  OutQueue(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Adds frames, all or none.
   *
   * @return whether there was room; true for a closed queue, which forgets them
   */
  synchronized boolean offer(List<byte[]> encoded) {
    if (closed) {
      return true;
    }
    long sum = bytes;
    for (byte[] frame : encoded) {
      sum += frame.length;
    }
    if (sum > maxBytes) {
      return false;
    }
    frames.addAll(encoded);
    bytes = (int) sum;
    notifyAll();
    return true;
  }

  /**
   * Waits for frames and moves as many whole ones as fit into {@code target}, at least one.
   *
   * @return how many frames were moved; 0 once the queue is closed
   */
  synchronized int take(ByteBuffer target) throws InterruptedException {
    while (frames.isEmpty() && !closed) {
      wait();
    }
    int count = 0;
    byte[] first = frames.peek();
    while (first != null && first.length <= target.remaining()) {
      target.put(first);
      bytes -= first.length;
      frames.remove();
      count++;
      first = frames.peek();
    }
    return count;
  }

  /** Forgets what waits and ends {@link #take}. */
  synchronized void close() {
    closed = true;
    frames.clear();
    bytes = 0;
    notifyAll();
  }
}
