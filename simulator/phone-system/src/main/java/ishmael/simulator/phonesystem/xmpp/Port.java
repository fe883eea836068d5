package ishmael.simulator.phonesystem.xmpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An open port of the loopback interface, and the connections that came through it. */
final class Port {
  private static final Logger LOG = Logger.getLogger(Port.class.getName());
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int BACKLOG = 128;

  /** How long clients may take to close after the farewell. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(2);

  /** How long the threads of closed sockets may take to end. */
  private static final Duration THREADS_LIMIT = Duration.ofSeconds(1);

  /** Pause after a failure to accept, such as no free file handle. */
  private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

  private final ServerSocket door;
  private final Reception reception;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor limits;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread acceptor;
  private int count;

  private Port(ServerSocket door, Reception reception) {
    this.door = door;
    this.reception = reception;
    this.limits =
        new ScheduledThreadPoolExecutor(
            1, task -> daemon("phone-system-limits", task), new ThreadPoolExecutor.DiscardPolicy());
    limits.setRemoveOnCancelPolicy(true);
    this.acceptor = daemon("phone-system-accept", this::accept);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Opens a port, 0 for any. */
  static Port open(int number, Reception reception) throws IOException {
    ServerSocket door = new ServerSocket();
    try {
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), BACKLOG);
    } catch (IOException e) {
      door.close();
      throw e;
    }
    Port port = new Port(door, reception);
    port.acceptor.start();
    return port;
  }

  int number() {
    return door.getLocalPort();
  }

  List<ClientConnection> connections() {
    return List.copyOf(connections);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        serve(door.accept());
      } catch (IOException e) {
        if (!door.isClosed()) {
          LOG.log(Level.WARNING, "The XMPP port cannot accept a connection", e);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      if (closing.await(ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.fine("Closed meanwhile");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS) {
      LOG.warning("Too many connections; one is refused");
      socket.close();
      return;
    }
    count++;
    try {
      ClientConnection made =
          new ClientConnection(
              reception, limits, socket, String.valueOf(count), connections::remove);
      connections.add(made);
      made.start();
    } catch (SocketException e) {
      LOG.log(Level.FINE, "A client was gone before it was served", e);
      socket.close();
    }
  }

  /**
   * Closes the port, which is free when this returns, and ends the connections; those that have not
   * ended in time are reset.
   */
  void close(Consumer<ClientConnection> farewell) {
    closing.countDown();
    try {
      door.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The XMPP port does not close", e);
    }
    try {
      acceptor.join(THREADS_LIMIT.toMillis());
      connections().forEach(farewell);
      awaitOver(FAREWELL_LIMIT);
      connections().forEach(ClientConnection::abort);
      awaitOver(THREADS_LIMIT);
    } catch (InterruptedException e) {
      connections().forEach(ClientConnection::abort);
      Thread.currentThread().interrupt();
    } finally {
      limits.shutdownNow();
    }
    connections().forEach(left -> LOG.warning(() -> "A connection is stuck: " + left.threads()));
  }

  private void awaitOver(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (ClientConnection connection : connections()) {
      connection.awaitOver(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
  }
}
