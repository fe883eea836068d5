package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.element;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.EngineEvent;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the phone system knows of one logged-in client; used on the engine's thread only. */
public final class ClientSession {
  private final Engine engine;
  private final UserAccount user;
  private final Set<Subscription> subscriptions = new LinkedHashSet<>();

  public ClientSession(Engine engine, UserAccount user) {
    this.engine = engine;
    this.user = user;
  }

  public UserAccount user() {
    return user;
  }

  boolean isSupervisor() {
    return engine.hasRight(user.name(), Role.SUPERVISOR);
  }

  boolean is(UserAccount other) {
    return user.equals(other);
  }

  /** Adds those that the user has the right to; a repeated one counts once. */
  void subscribe(List<Subscription> wanted) {
    boolean supervisor = isSupervisor();
    wanted.stream().filter(s -> supervisor || !s.supervisor()).forEach(subscriptions::add);
  }

  void unsubscribe(List<Subscription> unwanted) {
    unwanted.forEach(subscriptions::remove);
  }

  /** The subscriptions in force. */
  XmlElement subscriptionList() {
    boolean supervisor = isSupervisor();
    XmlElement.Builder list = element("SubscriptionList");
    subscriptions.stream()
        .filter(s -> supervisor || !s.supervisor())
        .forEach(s -> list.add(s.toXml()));
    return list.build();
  }

  /** The payload to send for an event, if any subscription asks for it. */
  public Optional<XmlElement> payloadFor(EngineEvent event) {
    boolean own = event.owner().equals(user.name());
    return EventStanzas.of(event)
        .filter(out -> subscriptions.stream().anyMatch(s -> covers(s, out, own)))
        .map(EventStanzas.Outgoing::cmd);
  }

  private boolean covers(Subscription subscription, EventStanzas.Outgoing event, boolean own) {
    boolean inScope = subscription.supervisor() ? isSupervisor() : own;
    return inScope && subscription.covers(event);
  }
}
