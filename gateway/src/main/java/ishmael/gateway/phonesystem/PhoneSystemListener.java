package ishmael.gateway.phonesystem;

import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import java.util.Collection;

/**
 * Hears what the phone system says. All methods are called by one thread, in the order of the wire:
 * an event that was sent before the answer to a command comes before its outcome. They must not
 * block: while they do, nothing is read.
 */
public interface PhoneSystemListener {

  /** The link has another state now. {@link LinkState.Online} comes after the directory. */
  void state(LinkState state);

  /** An event; comes between {@link LinkState.Online} and the end of the link only. */
  void event(PhoneEvent event);

  /** A command ended. */
  void outcome(CommandId id, CommandOutcome outcome);

  /** The whole directory, after login and whenever it changed. */
  void directory(Collection<User> users);
}
