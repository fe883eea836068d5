package ishmael.gateway.phonesystem.smack;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what was read and not yet handled. Smack's own queue has no bound, so the reader waits
 * here before it takes the next stanza: then TCP holds the server back.
 */
final class Backlog {
  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private int size;
  private boolean open;

  Backlog(int bound) {
    this.bound = bound;
  }

  /** Counts a stanza in. */
  void enter() {
    lock.lock();
    try {
      size++;
    } finally {
      lock.unlock();
    }
  }

  /** Counts a stanza out. */
  void leave() {
    lock.lock();
    try {
      size--;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is room. */
  void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (size >= bound && !open) {
        room.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody pass from now on, because the link ends. */
  void open() {
    lock.lock();
    try {
      open = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
