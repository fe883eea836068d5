package ishmael.gateway.phonesystem.smack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Passes octets between link and server until it is frozen: then both hear nothing any more. */
final class FreezingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean frozen;
  private volatile boolean towardsServer;

  FreezingProxy(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Connections that exist now pass nothing any more; new ones do. */
  void freeze() {
    frozen = true;
  }

  /** Connections that exist now pass nothing to the server any more, but all from it. */
  void freezeTowardsServer() {
    towardsServer = true;
  }

  private void accept() {
    try {
      while (!door.isClosed()) {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(near, far));
        boolean late = frozen || towardsServer;
        run(() -> pump(near, far, late, true));
        run(() -> pump(far, near, late, false));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pump(Socket from, Socket to, boolean late, boolean outward) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if ((frozen || (outward && towardsServer)) && !late) {
          closed.await();
          return;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side is gone; try-with-resources lets the other side know.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
