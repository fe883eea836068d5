package ishmael.simulator.servers;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.xmpp.Faults;
import java.security.cert.X509Certificate;

/**
 * A running XMPP server with the simulated phone system behind it. Not for several threads at a
 * time, but for {@link #engine} and {@link #faults}.
 */
public interface ServerUnderTest extends AutoCloseable {

  /** The product's name. */
  String name();

  /** The product's version. */
  String version();

  /** Where clients connect to; not the XMPP domain. */
  String host();

  /** The port for clients, on the loopback interface; the same after {@link #restart}. */
  int port();

  /** The XMPP domain. */
  String domain();

  /** The self-signed certificate that clients have to trust; the same after {@link #restart}. */
  X509Certificate certificate();

  /** Users, phones and calls; they outlive {@link #kill}. */
  Engine engine();

  /** How the phone system misbehaves. */
  Faults faults();

  /**
   * Ends the server at once, as a crash would, and returns when the port is closed; does nothing if
   * that was done.
   */
  void kill();

  /**
   * Starts the server again after {@link #kill}; returns when clients can log in and their commands
   * reach the phone system.
   *
   * @throws IllegalStateException if it runs
   */
  void restart();

  /** Ends server and phone system for good. */
  @Override
  void close();
}
