package ishmael.gateway.phonesystem.visit;

import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session of its own, beside the gateway's. Each question waits for its answer, within a limit.
 * For one thread.
 */
public interface Visit extends AutoCloseable {

  /** Returns the SASL mechanism that the login used. */
  String mechanism();

  /** Returns the mechanism that was refused before that one worked, if one was. */
  Optional<String> refusedMechanism();

  /** Introduces itself and returns what the phone system tells about the account. */
  UserInfo introduce(Duration limit) throws VisitException;

  /** Asks for the events of all users and returns what is in force then. */
  List<Subscription> widen(Duration limit) throws VisitException;

  /** Reads the list of users and asks for each; who was not answered in time is only counted. */
  Census census(Duration limit) throws VisitException;

  /** Waits for the answer to a ping. */
  void ping(Duration limit) throws VisitException;

  /** Ends the session; does not wait. */
  @Override
  void close();
}
