package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.xmpp.Faults;
import java.security.cert.X509Certificate;

/** The simulated phone system's own XMPP server, in this process. */
public final class EmbeddedServer implements ServerUnderTest {
  private final PhoneSystem system;

  private EmbeddedServer(PhoneSystem system) {
    this.system = system;
  }

  /** Starts the server on any free port. */
  public static EmbeddedServer start(Site site, String domain) {
    return new EmbeddedServer(PhoneSystem.start(PhoneSystemOptions.of(site).withDomain(domain)));
  }

  @Override
  public String name() {
    return "embedded";
  }

  /** Of the same build as these tests. */
  @Override
  public String version() {
    return "of this build";
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return system.xmpp().port();
  }

  @Override
  public String domain() {
    return system.xmpp().domain();
  }

  @Override
  public X509Certificate certificate() {
    return system.xmpp().certificate();
  }

  @Override
  public Engine engine() {
    return system.engine();
  }

  @Override
  public Faults faults() {
    return system.xmpp().faults();
  }

  /** Writes text into the stream of every client as it is. */
  void sendRaw(String xml) {
    system.xmpp().sessions().forEach(jid -> system.xmpp().sendRaw(jid, xml));
  }

  @Override
  public void kill() {
    system.xmpp().kill();
  }

  @Override
  public void restart() {
    system.xmpp().start();
  }

  @Override
  public void close() {
    system.close();
  }
}
