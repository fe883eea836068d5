package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import java.util.List;

/** What a stanza from the server means to us. */
sealed interface Inbound {

  /** An iq result of the phone system, or one that holds nothing we know. */
  record Answer(String id, PhoneSystemAnswer answer) implements Inbound {}

  /** An iq result with the roster. */
  record Roster(String id, List<RosterItem> items) implements Inbound {
    /** Copies the list. */
    public Roster {
      items = List.copyOf(items);
    }
  }

  /** An iq error. */
  record Refusal(String id, String condition, String text) implements Inbound {}

  /** An event of the phone system. */
  record Told(PhoneSystemEvent event) implements Inbound {}

  /** The presence of a user's phone. */
  record Seen(PhonePresence presence) implements Inbound {}

  /** The roster changed. */
  record RosterPush(Element query) implements Inbound {}

  /** A stanza that proves life and nothing else. */
  record Nothing() implements Inbound {}

  /**
   * A stanza that could not be read and was dropped.
   *
   * @param id its id; empty if it had none
   */
  record Broken(String name, String id, String type, String why) implements Inbound {}

  /** An event whose sender is not the phone system, dropped. */
  record Foreign(String from) implements Inbound {}
}
