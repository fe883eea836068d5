package ishmael.simulator.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network between the gateway and a server: open, cut without a word to anybody, or slow. What
 * is on its way during a cut arrives when it is healed, as TCP does it; the end of a connection
 * too.
 */
final class NetworkProxy implements AutoCloseable {
  private static final int CHUNK = 1024;

  /** Chunks on their way in one direction; then the sender has to wait, as TCP lets it. */
  private static final int WINDOW = 64;

  /** Octets of one direction, and when they are there. */
  private record Chunk(ByteBuffer octets, long dueNanos) {
    boolean isEnd() {
      return !octets.hasRemaining();
    }
  }

  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean cut;
  private volatile Duration latency = Duration.ZERO;
  private volatile int octetsPerSecond;

  /** Opens the way to a port of this machine. */
  NetworkProxy(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("proxy-accept", this::accept);
  }

  /** Where the gateway connects to. */
  int port() {
    return door.getLocalPort();
  }

  /** Nothing gets through any more, in no connection and no direction; none is closed. */
  void cut() {
    set(true);
  }

  /** Ends the cut. */
  void heal() {
    set(false);
  }

  /** From now on octets take that long, and there are only so many a second each way. */
  void slow(Duration newLatency, int newOctetsPerSecond) {
    latency = newLatency;
    octetsPerSecond = newOctetsPerSecond;
  }

  private void set(boolean newCut) {
    lock.lock();
    try {
      cut = newCut;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitHealed() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept() throws InterruptedException {
    try {
      while (!door.isClosed()) {
        Socket near = door.accept();
        sockets.add(near);
        run("proxy-connect", () -> connect(near));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void connect(Socket near) throws InterruptedException {
    awaitHealed();
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      join(near, far);
      join(far, near);
    } catch (IOException nobodyThere) {
      shut(near);
    }
  }

  private void join(Socket from, Socket to) {
    BlockingQueue<Chunk> onTheWay = new ArrayBlockingQueue<>(WINDOW);
    run("proxy-read", () -> read(from, onTheWay));
    run("proxy-write", () -> write(onTheWay, from, to));
  }

  private void read(Socket from, BlockingQueue<Chunk> onTheWay) throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    try {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        onTheWay.put(chunk(ByteBuffer.wrap(Arrays.copyOf(buffer, n))));
      }
      onTheWay.put(chunk(ByteBuffer.allocate(0)));
    } catch (IOException gone) {
      onTheWay.put(chunk(ByteBuffer.allocate(0)));
    }
  }

  private Chunk chunk(ByteBuffer octets) {
    return new Chunk(octets, System.nanoTime() + latency.toNanos());
  }

  private void write(BlockingQueue<Chunk> onTheWay, Socket from, Socket to)
      throws InterruptedException {
    try {
      for (Chunk next = onTheWay.take(); !next.isEnd(); next = onTheWay.take()) {
        TimeUnit.NANOSECONDS.sleep(next.dueNanos() - System.nanoTime());
        awaitHealed();
        to.getOutputStream().write(next.octets().array());
        pace(next.octets().capacity());
      }
      awaitHealed();
    } catch (IOException gone) {
      awaitHealed();
    }
    shut(from);
    shut(to);
  }

  private void pace(int octets) throws InterruptedException {
    int rate = octetsPerSecond;
    if (rate > 0) {
      TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(octets) / rate);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Work of a thread of the proxy. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    sockets.forEach(NetworkProxy::shut);
    threads.forEach(Thread::interrupt);
  }
}
