package ishmael.gateway.phonesystem.protocol.event;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;
import java.util.Locale;

/**
 * One kind of events the phone system sends us.
 *
 * @param type the event, or {@code *} for all of the module
 * @param filters what narrows it; all must match
 */
public record Subscription(String module, String type, Scope scope, List<AttributeFilter> filters) {
  /** The name of the answer with the subscriptions in force. */
  public static final String LIST = "SubscriptionList";

  private static final String MODULE = "event";

  /** Whose events. */
  public enum Scope {
    /** The account's own. */
    USER,
    /** Those of all users; needs the role. */
    SUPERVISOR
  }

  /** Copies the list. */
  public Subscription {
    filters = List.copyOf(filters);
  }

  /** Makes a subscription without filters. */
  public Subscription(String module, String type, Scope scope) {
    this(module, type, scope, List.of());
  }

  /** Returns what the gateway needs: calls, pickups and moves. */
  public static List<Subscription> needed(Scope scope) {
    return List.of(
        new Subscription("base", "ChannelEvent", scope),
        new Subscription("base", "PickupEvent", scope),
        new Subscription("location", "*", scope));
  }

  /** Returns what the gateway takes if there is such a thing: changes of forwarding. */
  public static List<Subscription> welcome(Scope scope) {
    return List.of(new Subscription("redirect", "*", scope));
  }

  /** Returns the command event.AddSubscription. */
  public static Element add(List<Subscription> subscriptions) {
    return Cmd.of(MODULE, list(subscriptions));
  }

  /** Returns the command event.RemoveSubscription. */
  public static Element remove(List<Subscription> subscriptions) {
    return Cmd.of(MODULE, list("RemoveSubscription", subscriptions));
  }

  /** Returns the element AddSubscription, as ClientInfo carries it too. */
  public static Element list(List<Subscription> subscriptions) {
    return list("AddSubscription", subscriptions);
  }

  /** Reads a SubscriptionList. */
  public static List<Subscription> parse(Element list) {
    return list.children("Subscription").stream().map(Subscription::one).toList();
  }

  /** Says whether all events of the other subscription come through this one as well. */
  public boolean covers(Subscription other) {
    return module.equals(other.module)
        && (type.equals("*") || type.equals(other.type))
        && (scope == Scope.SUPERVISOR || scope == other.scope)
        && other.filters.containsAll(filters);
  }

  private static Subscription one(Element element) {
    boolean all = element.attribute("scope").filter("supervisor"::equalsIgnoreCase).isPresent();
    return new Subscription(
        element.attribute("module").orElse(""),
        element.attribute("type").orElse(""),
        all ? Scope.SUPERVISOR : Scope.USER,
        element.children(AttributeFilter.NAME).stream()
            .flatMap(filter -> AttributeFilter.parse(filter).stream())
            .toList());
  }

  private static Element list(String command, List<Subscription> subscriptions) {
    return Element.of(command)
        .containing(subscriptions.stream().map(Subscription::toElement).toList());
  }

  private Element toElement() {
    return Element.of("Subscription")
        .with("module", module)
        .with("type", type)
        .with("scope", scope.name().toLowerCase(Locale.ROOT))
        .containing(filters.stream().map(AttributeFilter::toElement).toList());
  }
}
