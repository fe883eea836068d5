package ishmael.gateway.phonesystem.protocol.incoming;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.journal.JournalEntry;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.queue.QueueMemberStates;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.linemapper.PhoneEvent;
import java.util.function.Function;

/** What the phone system tells by itself. */
public sealed interface PhoneSystemEvent {

  /** A call changed, or somebody's phone rings or rings no longer. */
  record OfCall(PhoneEvent event) implements PhoneSystemEvent {}

  /** A user moved. */
  record OfMove(SetLocation move) implements PhoneSystemEvent {}

  /** A user's calls are forwarded elsewhere now. */
  record OfRedirect(RedirectEntry entry) implements PhoneSystemEvent {}

  /** A call of a user ended. */
  record OfJournal(JournalEntry entry) implements PhoneSystemEvent {}

  /** A user's states as a member of queues changed. */
  record OfQueues(QueueMemberStates states) implements PhoneSystemEvent {}

  /** An event of a known kind that lacks what it must have. */
  record Unreadable(String name) implements PhoneSystemEvent {}

  /**
   * An event of a kind that we do not know.
   *
   * @param name the element's name; empty if the envelope holds nothing
   */
  record Unknown(String name) implements PhoneSystemEvent {}

  /** Reads the first element in an envelope that is known, whatever module it came under. */
  static PhoneSystemEvent parse(Element cmd) {
    return Known.first(cmd, Events.READERS).orElseGet(() -> new Unknown(Known.nameIn(cmd)));
  }

  /** Calls the function that belongs to this kind of event. */
  default <R> R fold(
      Function<OfCall, R> onCall,
      Function<OfMove, R> onMove,
      Function<OfRedirect, R> onRedirect,
      Function<OfJournal, R> onJournal,
      Function<OfQueues, R> onQueues,
      Function<Unreadable, R> onUnreadable,
      Function<Unknown, R> onUnknown) {
    if (this instanceof OfCall call) {
      return onCall.apply(call);
    }
    if (this instanceof OfMove move) {
      return onMove.apply(move);
    }
    if (this instanceof OfRedirect redirect) {
      return onRedirect.apply(redirect);
    }
    if (this instanceof OfJournal journal) {
      return onJournal.apply(journal);
    }
    if (this instanceof OfQueues queues) {
      return onQueues.apply(queues);
    }
    if (this instanceof Unreadable unreadable) {
      return onUnreadable.apply(unreadable);
    }
    return onUnknown.apply((Unknown) this);
  }
}
