package ishmael.gateway.phonesystem.protocol.incoming;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.base.ChannelEvents;
import ishmael.gateway.phonesystem.protocol.base.PickupEvents;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfCall;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfJournal;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfMove;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfQueues;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfRedirect;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.Unreadable;
import ishmael.gateway.phonesystem.protocol.journal.JournalEntry;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.queue.QueueMemberStates;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.linemapper.PhoneEvent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which element of an event is read by what. */
final class Events {
  static final Map<String, Function<Element, PhoneSystemEvent>> READERS =
      Map.of(
          ChannelEvents.NAME, element -> call(ChannelEvents.NAME, ChannelEvents.parse(element)),
          PickupEvents.NAME, element -> call(PickupEvents.NAME, PickupEvents.parse(element)),
          SetLocation.NAME, element -> move(SetLocation.parse(element)),
          RedirectEntry.NAME, element -> new OfRedirect(RedirectEntry.parse(element)),
          JournalEntry.NAME, element -> new OfJournal(JournalEntry.parse(element)),
          QueueMemberStates.NAME, element -> new OfQueues(QueueMemberStates.parse(element)));

  private Events() {}

  /** The static place is in every list, so a list without places would take phones by mistake. */
  private static PhoneSystemEvent move(SetLocation move) {
    return move.places().isEmpty() ? new Unreadable(SetLocation.NAME) : new OfMove(move);
  }

  private static PhoneSystemEvent call(String name, Optional<? extends PhoneEvent> event) {
    return event.isPresent() ? new OfCall(event.get()) : new Unreadable(name);
  }
}
