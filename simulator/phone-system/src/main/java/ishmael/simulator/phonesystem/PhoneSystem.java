package ishmael.simulator.phonesystem;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.xmpp.XmppServer;

/** A running phone system: its engine and the XMPP server in front of it. */
public final class PhoneSystem implements AutoCloseable {
  private final Engine engine;
  private final XmppServer xmpp;

  private PhoneSystem(Engine engine, XmppServer xmpp) {
    this.engine = engine;
    this.xmpp = xmpp;
  }

  /** Starts a phone system whose XMPP port is open when this returns. */
  public static PhoneSystem start(PhoneSystemOptions options) {
    Engine engine = new Engine(options.site(), options.timeline());
    XmppServer xmpp = new XmppServer(engine, options.domain(), options.port(), options.xmpp());
    xmpp.start();
    return new PhoneSystem(engine, xmpp);
  }

  /** Users, phones and calls: what people do. */
  public Engine engine() {
    return engine;
  }

  /** The XMPP server: port, certificate, sessions, faults. */
  public XmppServer xmpp() {
    return xmpp;
  }

  /** Closes the port and ends the engine's thread. */
  @Override
  public void close() {
    xmpp.close();
    engine.timeline().close();
  }
}
