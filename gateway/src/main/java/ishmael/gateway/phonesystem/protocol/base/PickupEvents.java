package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneEvent.PickupEvent;
import ishmael.linemapper.UserName;
import java.util.Optional;

/** Reads base.PickupEvent. */
public final class PickupEvents {
  /** The element's name. */
  public static final String NAME = "PickupEvent";

  private PickupEvents() {}

  /** Returns the event, or nothing if its type is unknown or it names no user. */
  public static Optional<PickupEvent> parse(Element element) {
    Optional<Boolean> ringing = element.textOf("eventType").flatMap(PickupEvents::ringing);
    Optional<UserName> user = element.textOf("eventId").map(UserName::new);
    if (ringing.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    Party source =
        new Party(
            element.textOf("sourceName").orElse(""), element.textOf("sourceNumber").orElse(""));
    return Optional.of(
        new PickupEvent(ringing.get(), user.get(), element.textOf("target").orElse(""), source));
  }

  private static Optional<Boolean> ringing(String type) {
    if (type.equalsIgnoreCase("ringing")) {
      return Optional.of(true);
    }
    return type.equalsIgnoreCase("gone") ? Optional.of(false) : Optional.empty();
  }
}
