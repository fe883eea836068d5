package ishmael.gateway.phonesystem;

import ishmael.linemapper.CommandId;
import ishmael.linemapper.PhoneCommand;

/**
 * The link to the phone system. It connects by itself, again and again, until it is closed or the
 * administrator is needed; what happens goes to the {@link PhoneSystemListener}.
 *
 * <p>All methods may be called by any thread; none but {@link #close} waits for anything. {@link
 * LinkState.NeedsAdmin} is final: when the settings were corrected, close this object and make
 * another one.
 */
public interface PhoneSystem extends AutoCloseable {

  /** Begins to connect; the second call does nothing. */
  void start();

  /**
   * Sends a command. Its outcome comes to the listener, exactly once, at the latest when {@link
   * LinkTiming#commandLimit()} is over, also when the link is down.
   */
  void submit(CommandId id, PhoneCommand command);

  /**
   * Asks the phone system again who has this device or extension, because an event told of it and
   * the directory does not know it. Repeated questions are dropped for a while.
   */
  void askDirectory(String deviceOrExtension);

  /**
   * Ends the present connection, if there is one, and connects anew: events were lost, so that only
   * a new login yields the truth. The listener hears {@link LinkState.Offline} before any event of
   * the next connection.
   *
   * @param reason a sentence for the administrator
   */
  void reconnect(String reason);

  /** Returns the state reported last. */
  LinkState state();

  /**
   * Ends the link. Open commands get their outcome first; afterwards the listener is not called any
   * more, and later commands are dropped. Waits three seconds at most for the listener to return.
   */
  @Override
  void close();
}
