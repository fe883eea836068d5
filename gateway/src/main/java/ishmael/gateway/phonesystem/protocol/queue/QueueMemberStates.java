package ishmael.gateway.phonesystem.protocol.queue;

import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;

/**
 * The states of a user as a member of queues: part of UserInfo, and event. What the phone system
 * writes into it is not published, so the states stay as they are.
 */
public record QueueMemberStates(List<Element> states) {
  /** The element's name. */
  public static final String NAME = "QueueMemberStates";

  /** Copies the list. */
  public QueueMemberStates {
    states = List.copyOf(states);
  }

  /** Reads the element. */
  public static QueueMemberStates parse(Element element) {
    return new QueueMemberStates(element.children());
  }
}
