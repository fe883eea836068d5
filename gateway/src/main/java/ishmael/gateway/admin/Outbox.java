package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.Codec;
import ishmael.gateway.admin.rpc.Message;
import ishmael.gateway.domain.IsolationPart;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * What waits for a connection's writer: lines, bounded by their octets, and behind them one notice
 * of everything that has changed. So a peer that reads slowly gets fewer notices, not more.
 */
final class Outbox {
  private final Queue<byte[]> lines = new ArrayDeque<>();
  private final EnumSet<IsolationPart> changed = EnumSet.noneOf(IsolationPart.class);
  private final int maxOctets;
  private int octets;
  private boolean finished;
  private boolean closed;

  Outbox(int maxOctets) {
    this.maxOctets = maxOctets;
  }

  /** Adds a line; returns false if there is no room. One that is closed forgets it. */
  synchronized boolean offer(byte[] line) {
    if (closed || finished) {
      return true;
    }
    if (line.length > maxOctets - octets) {
      return false;
    }
    lines.add(line);
    octets += line.length;
    notifyAll();
    return true;
  }

  /** Adds to the notice. */
  synchronized void changed(Set<IsolationPart> parts) {
    changed.addAll(parts);
    notifyAll();
  }

  /** Waits for the next line; nothing once this is closed, or finished and empty. */
  synchronized Optional<byte[]> take() throws InterruptedException {
    while (lines.isEmpty() && changed.isEmpty() && !finished && !closed) {
      wait();
    }
    byte[] line = lines.poll();
    if (line != null) {
      octets -= line.length;
      return Optional.of(line);
    }
    if (finished || closed) {
      return Optional.empty();
    }
    Message notice = Notices.changed(changed);
    changed.clear();
    return Optional.of(Codec.line(notice));
  }

  /** Takes nothing more; what waits is still sent. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /** Forgets what waits and ends {@link #take}. */
  synchronized void close() {
    closed = true;
    lines.clear();
    notifyAll();
  }
}
