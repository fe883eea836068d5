package ishmael.gateway.phonesystem.protocol.event;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;
import java.util.Locale;

/**
 * One kind of events the phone system sends us.
 *
 * @param type the event, or {@code *} for all of the module
 */
public record Subscription(String module, String type, Scope scope) {

  /** Whose events. */
  public enum Scope {
    /** The account's own. */
    USER,
    /** Those of all users; needs the role. */
    SUPERVISOR
  }

  /** Returns what the gateway needs: calls, pickups and moves. */
  public static List<Subscription> needed(Scope scope) {
    return List.of(
        new Subscription("base", "ChannelEvent", scope),
        new Subscription("base", "PickupEvent", scope),
        new Subscription("location", "*", scope));
  }

  /** Returns the command event.AddSubscription. */
  public static Element add(List<Subscription> subscriptions) {
    return Cmd.of("event", list(subscriptions));
  }

  /** Returns the element AddSubscription, as ClientInfo carries it too. */
  public static Element list(List<Subscription> subscriptions) {
    return Element.of("AddSubscription")
        .containing(subscriptions.stream().map(Subscription::toElement).toList());
  }

  /** Reads a SubscriptionList. */
  public static List<Subscription> parse(Element list) {
    return list.children("Subscription").stream().map(Subscription::one).toList();
  }

  /** Says whether events of the other subscription come through this one as well. */
  public boolean covers(Subscription other) {
    return module.equals(other.module)
        && (type.equals("*") || type.equals(other.type))
        && (scope == Scope.SUPERVISOR || scope == other.scope);
  }

  private static Subscription one(Element element) {
    boolean all = element.attribute("scope").map("supervisor"::equalsIgnoreCase).orElse(false);
    return new Subscription(
        element.attribute("module").orElse(""),
        element.attribute("type").orElse(""),
        all ? Scope.SUPERVISOR : Scope.USER);
  }

  private Element toElement() {
    return Element.of("Subscription")
        .with("module", module)
        .with("type", type)
        .with("scope", scope.name().toLowerCase(Locale.ROOT));
  }
}
