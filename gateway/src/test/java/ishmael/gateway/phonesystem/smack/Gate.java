package ishmael.gateway.phonesystem.smack;

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

  /** Makes an open gate. */
  Gate(int target) throws IOException {
    this.target = target;
    door = bound(0);
    port = door.getLocalPort();
    accept(door);
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
  Gate shut() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    return this;
  }

  void open() throws IOException {
    door = bound(port);
    accept(door);
  }

  private void accept(ServerSocket its) {
    run(
        () -> {
          try {
            while (true) {
              Socket near = its.accept();
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

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "gate");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
