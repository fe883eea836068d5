package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.gateway.phonesystem.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several ways to a server: it can be shut and opened again, and counts who comes. */
final class Gate implements AutoCloseable {
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger arrivals = new AtomicInteger();
  private final int port;
  private ServerSocket door;
  private Thread porter;

  /** Makes an open gate. */
  Gate(int target) throws IOException {
    this.target = target;
    door = bound(0);
    port = door.getLocalPort();
    porter = accept(door);
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket made = new ServerSocket();
    made.setReuseAddress(true);
    made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return made;
  }

  ServerAddress address() {
    return new ServerAddress("localhost", port);
  }

  /** Returns how many connections came in. */
  int arrivals() {
    return arrivals.get();
  }

  /** Cuts all connections and refuses new ones. */
  @CanIgnoreReturnValue
  Gate shut() throws IOException {
    door.close();
    join(porter);
    for (Socket socket : sockets) {
      socket.close();
    }
    return this;
  }

  void open() throws IOException {
    door = bound(port);
    porter = accept(door);
  }

  /** A thread that waits in accept may take one connection more after the close. */
  private static void join(Thread thread) {
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.isAlive()).isFalse();
  }

  private Thread accept(ServerSocket its) {
    return run(
        () -> {
          try {
            while (true) {
              Socket near = its.accept();
              if (its.isClosed()) {
                near.close();
                return;
              }
              arrivals.incrementAndGet();
              Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
              sockets.addAll(List.of(near, far));
              run(() -> pump(near, far));
              run(() -> pump(far, near));
            }
          } catch (IOException e) {
            if (!its.isClosed()) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone; try-with-resources lets the other side know.
      return;
    }
  }

  @CanIgnoreReturnValue
  private static Thread run(Runnable task) {
    Thread thread = new Thread(task, "gate");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
