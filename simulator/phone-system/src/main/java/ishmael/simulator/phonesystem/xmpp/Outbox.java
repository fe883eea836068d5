package ishmael.simulator.phonesystem.xmpp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What waits to be written to one client; filled by any thread without waiting, emptied by the
 * connection's writer, first in first out.
 */
final class Outbox {
  /** Texts that may wait for a client that does not read, if it is more than one. */
  static final int MAX_TEXTS = 20_000;

  static final long MAX_CHARS = 64L << 20;
  private static final int WRITTEN_AT_ONCE = 64 << 10;

  private final Queue<String> waiting = new ArrayDeque<>();
  private long chars;
  private boolean last;
  private boolean dropped;

  /** Whether there is room; what comes after {@link #finish} is forgotten. */
  synchronized boolean offer(String text) {
    if (last || text.isEmpty()) {
      return true;
    }
    boolean full = waiting.size() >= MAX_TEXTS || chars + text.length() > MAX_CHARS;
    if (full && !waiting.isEmpty()) {
      return false;
    }
    add(text);
    return true;
  }

  private void add(String text) {
    waiting.add(text);
    chars += text.length();
    notifyAll();
  }

  /** Adds the last text. */
  synchronized void finish(String farewell) {
    if (!last) {
      add(farewell);
      last = true;
    }
  }

  /** Forgets everything. */
  synchronized void drop() {
    waiting.clear();
    chars = 0;
    last = true;
    dropped = true;
    notifyAll();
  }

  /** Writes to the end; true if that was the farewell, false if it was {@link #drop}. */
  boolean writeTo(Wire wire) throws IOException, InterruptedException {
    for (String text = take(); !text.isEmpty(); text = take()) {
      wire.write(text);
    }
    return !isDropped();
  }

  private synchronized boolean isDropped() {
    return dropped;
  }

  /** What can be written at once; empty if nothing will come any more. */
  private synchronized String take() throws InterruptedException {
    while (waiting.isEmpty() && !last) {
      wait();
    }
    StringBuilder all = new StringBuilder();
    while (!waiting.isEmpty() && all.length() < WRITTEN_AT_ONCE) {
      all.append(waiting.remove());
    }
    chars -= all.length();
    return all.toString();
  }
}
