package ishmael.simulator.phonesystem.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The living legs, and the events that follow from what happens to them. */
final class Announcer {
  private final Directory directory;
  private final Timeline timeline;
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final Map<String, PhonePresence.State> presences = new HashMap<>();
  private final Map<String, PickupEvent> pickups = new HashMap<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();

  Announcer(Directory directory, Timeline timeline) {
    this.directory = directory;
    this.timeline = timeline;
    directory.users().forEach(user -> presences.put(user.name(), presenceOf(user)));
  }

  void add(Consumer<EngineEvent> listener) {
    listeners.add(listener);
  }

  void remove(Consumer<EngineEvent> listener) {
    listeners.remove(listener);
  }

  void tell(EngineEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  Collection<Leg> legs() {
    return List.copyOf(legs.values());
  }

  Optional<Leg> leg(String channel) {
    return Optional.ofNullable(legs.get(channel));
  }

  Leg living(String channel) {
    return leg(channel).orElseThrow(() -> new CallRefused("No such channel"));
  }

  /** The leg that picking this phone up would answer. */
  Leg ringingAt(Phone phone) {
    return legs.values().stream()
        .filter(leg -> leg.isAt(phone) && leg.state == Channel.State.RINGING)
        .filter(leg -> !leg.outbound || leg.dialsWhenPickedUp != null)
        .findFirst()
        .orElseThrow(() -> new CallRefused("Nothing rings at " + phone.name()));
  }

  /** The talking leg of a phone, else its newest. */
  Leg activeAt(Phone phone) {
    return newestAt(phone, Channel.State.TALKING)
        .or(() -> legs.values().stream().filter(l -> l.isAt(phone)).reduce((a, b) -> b))
        .orElseThrow(() -> new CallRefused("No call at " + phone.name()));
  }

  Optional<Leg> newestAt(Phone phone, Channel.State state) {
    return legs.values().stream()
        .filter(leg -> leg.isAt(phone) && leg.state == state)
        .reduce((older, newer) -> newer);
  }

  void born(Leg leg) {
    legs.put(leg.channel, leg);
  }

  void happened(Leg leg, EventType type) {
    happened(leg, type, "");
  }

  private void happened(Leg leg, EventType type, String details) {
    tell(leg.event(type, details, directory.labelsOf(leg.remote.number())));
    reconsider(leg.user);
  }

  /** The last event of a leg, and its line in the journal. */
  void died(Leg leg, String details, String result) {
    legs.remove(leg.channel);
    happened(leg, EventType.HANGUP, details);
    JournalEntry entry = record(leg, result);
    journal.add(entry);
    tell(entry);
  }

  private JournalEntry record(Leg leg, String result) {
    Instant now = timeline.now();
    Instant since = leg.busySince;
    return new JournalEntry(
        journal.size() + 1,
        leg.user.name(),
        leg.user.id(),
        now,
        !leg.outbound,
        leg.internal,
        Duration.between(leg.began, now),
        since == null ? Duration.ZERO : Duration.between(since, now),
        leg.phone.name(),
        directory.locationOf(leg.user, leg.phone.name()),
        leg.remote,
        result,
        leg.user.extension());
  }

  /** Newest first. */
  List<JournalEntry> journalOf(UserAccount user, int limit) {
    List<JournalEntry> own = new ArrayList<>();
    for (int i = journal.size() - 1; i >= 0 && own.size() < limit; i--) {
      if (journal.get(i).owner().equals(user.name())) {
        own.add(journal.get(i));
      }
    }
    return List.copyOf(own);
  }

  PhonePresence.State presenceOf(UserAccount user) {
    if (directory.phonesOf(user).isEmpty()) {
      return PhonePresence.State.UNAVAILABLE;
    }
    boolean inCall =
        legs.values().stream().anyMatch(leg -> leg.user.equals(user) && !leg.ringsFor(user));
    return inCall ? PhonePresence.State.IN_CALL : PhonePresence.State.AVAILABLE;
  }

  /** Tells what changed for a user apart from the channels: pickup and presence. */
  void reconsider(UserAccount user) {
    PhonePresence.State state = presenceOf(user);
    if (presences.put(user.name(), state) != state) {
      tell(new PhonePresence(user.name(), state));
    }
    Optional<Leg> ringing = legs.values().stream().filter(leg -> leg.ringsFor(user)).findFirst();
    if (ringing.isPresent()) {
      Leg leg = ringing.get();
      if (!pickups.containsKey(user.name())) {
        tellPickup(new PickupEvent(user.name(), true, user.extension(), leg.remote));
      }
    } else {
      PickupEvent told = pickups.remove(user.name());
      if (told != null) {
        tell(new PickupEvent(user.name(), false, told.target(), told.source()));
      }
    }
  }

  private void tellPickup(PickupEvent event) {
    pickups.put(event.owner(), event);
    tell(event);
  }
}
