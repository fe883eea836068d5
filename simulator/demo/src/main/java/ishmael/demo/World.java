package ishmael.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.simulator.phonesystem.engine.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A phone system, a gateway that is connected to it, and telephony as programs see it. */
public interface World extends AutoCloseable {
  /** The people and phones of the phone system. */
  Engine phones();

  /** The gateway between both. */
  GatewayControl gateway();

  /** Telephony as programs see it. */
  Telephony telephony();

  /** Returns how Windows programs are run, where there is a Windows. */
  Optional<Programs> programs();

  /** Returns who may use which line there, where programs of several accounts are. */
  Optional<Isolation> isolation();

  /** Takes the call control that the phone system was asked for since the last time. */
  @CanIgnoreReturnValue
  List<String> takeCommands();

  /** Returns how many XMPP sessions the phone system's server has. */
  int sessions();

  /**
   * Stops the phone system's XMPP server without warning and starts it again; calls go on or are
   * lost.
   */
  void restartXmppServer(boolean callsGoOn) throws IOException;

  @Override
  void close() throws IOException;
}
