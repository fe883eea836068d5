package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dom4j.Element;
import org.jivesoftware.whack.ExternalComponent;
import org.jivesoftware.whack.ExternalComponentManager;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentException;
import org.xmpp.component.ComponentManager;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/**
 * One connection of a component to its server, from the handshake to its end; never connected
 * again. Stanzas arrive and leave in order, each way on a thread of its own.
 *
 * <p>Source: XEP-0114.
 */
final class ComponentLink implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ComponentLink.class.getName());

  /** Silenced, as the library logs each end of a connection as an error; we say it ourselves. */
  private static final Logger LIBRARY_LOG = Logger.getLogger("org.jivesoftware.whack");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  /** Stanzas that may wait for a server that does not read; then the connection is ended. */
  private static final int MAX_WAITING = 100_000;

  private static final int CONNECT_LIMIT_MILLIS = 5_000;

  private final BlockingQueue<XmlElement> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final OneConnection connection;
  private final Thread writer;
  private volatile boolean over;

  private ComponentLink(ExternalComponentManager manager, Consumer<XmlElement> received) {
    connection = new OneConnection(new Receiver(received), manager);
    writer = new Thread(this::write, "component-writer");
    writer.setDaemon(true);
  }

  /**
   * Connects to a server on this machine.
   *
   * @param jid the component's domain
   * @param received gets each stanza, in order, on the link's thread
   * @throws ComponentException if the server is not there or refuses
   */
  static ComponentLink connect(
      String host, int port, String jid, String secret, Consumer<XmlElement> received)
      throws ComponentException {
    ExternalComponentManager manager = new ExternalComponentManager(host, port, false);
    manager.setConnectTimeout(CONNECT_LIMIT_MILLIS);
    manager.setSecretKey(jid, secret);
    ComponentLink link = new ComponentLink(manager, received);
    try {
      link.connection.connect(host, port, jid, false);
    } catch (ComponentException e) {
      link.connection.release();
      throw e;
    }
    link.connection.start();
    link.writer.start();
    return link;
  }

  /** Queues a stanza; drops it if the connection is over. */
  void send(XmlElement stanza) {
    if (!over && !waiting.offer(stanza)) {
      LOG.warning("The XMPP server does not read; its component ends the connection");
      end();
    }
  }

  private void write() {
    try {
      while (!over) {
        connection.send(packet(DomElements.written(waiting.take())));
      }
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "The component's writer ends", e);
    }
  }

  private static Packet packet(Element stanza) {
    return switch (stanza.getName()) {
      case "iq" -> new IQ(stanza, true);
      case "presence" -> new Presence(stanza, true);
      default -> new Message(stanza, true);
    };
  }

  private void end() {
    over = true;
    writer.interrupt();
  }

  /** Ends the connection; does nothing if it is over. */
  @Override
  public void close() {
    end();
    connection.shutdown();
  }

  /**
   * The library's connection without its own reconnecting: that runs on whichever thread noticed
   * the loss, for ever, and sleeps five seconds between attempts.
   */
  private final class OneConnection extends ExternalComponent {
    private final ExecutorService order;

    OneConnection(Component component, ExternalComponentManager manager) {
      this(component, manager, Executors.newSingleThreadExecutor(OneConnection::thread));
    }

    /** The library's own pool has several threads and so no order. */
    private OneConnection(
        Component component, ExternalComponentManager manager, ExecutorService order) {
      super(component, manager, order);
      this.order = order;
    }

    private static Thread thread(Runnable work) {
      Thread thread = new Thread(work, "component-reader");
      thread.setDaemon(true);
      return thread;
    }

    /** Ends the threads of a connection that was never made. */
    void release() {
      order.shutdown();
    }

    @Override
    public void connectionLost() {
      LOG.fine("The component lost its connection");
      end();
    }
  }

  /** Takes what the library read. */
  private record Receiver(Consumer<XmlElement> received) implements Component {
    @Override
    public String getName() {
      return "phone system";
    }

    @Override
    public String getDescription() {
      return "a simulated phone system";
    }

    @Override
    public void processPacket(Packet packet) {
      received.accept(DomElements.read(packet.getElement()));
    }

    @Override
    public void initialize(JID jid, ComponentManager manager) {
      // it needs neither
    }

    @Override
    public void start() {
      // it works as soon as something arrives
    }

    @Override
    public void shutdown() {
      // the link ends, not the phone system
    }
  }
}
