package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.element;

import ishmael.simulator.phonesystem.engine.ChannelEvent;
import ishmael.simulator.phonesystem.engine.EngineEvent;
import ishmael.simulator.phonesystem.engine.JournalEntry;
import ishmael.simulator.phonesystem.engine.Label;
import ishmael.simulator.phonesystem.engine.LocationsChanged;
import ishmael.simulator.phonesystem.engine.PickupEvent;
import ishmael.simulator.phonesystem.engine.RedirectChanged;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the engine's events into the payload of messages. */
final class EventStanzas {
  private EventStanzas() {}

  /** An event as sent. */
  record Outgoing(String module, String type, XmlElement payload) {
    /**
     * The envelope; location events come in that of the module base, as they were seen to do.
     *
     * <p>Source: phone system's XMPP interface, note on the unreliable module attribute.
     */
    XmlElement cmd() {
      return Mobydick.cmd(module.equals("location") ? "base" : module, payload);
    }
  }

  /** The stanza of an event; empty for those that are told otherwise (presence). */
  static Optional<Outgoing> of(EngineEvent event) {
    if (event instanceof ChannelEvent channel) {
      return Optional.of(new Outgoing("base", "ChannelEvent", channel(channel)));
    } else if (event instanceof PickupEvent pickup) {
      return Optional.of(new Outgoing("base", "PickupEvent", pickup(pickup)));
    } else if (event instanceof JournalEntry entry) {
      return Optional.of(new Outgoing("journal", "JournalEntry", journalEntry(entry)));
    } else if (event instanceof LocationsChanged locations) {
      return Optional.of(new Outgoing("location", "SetLocation", setLocation(locations)));
    } else if (event instanceof RedirectChanged changed) {
      XmlElement entry = UserStanzas.redirectEntry(changed.redirect());
      return Optional.of(new Outgoing("redirect", "RedirectEntry", entry));
    }
    return Optional.empty();
  }

  private static XmlElement channel(ChannelEvent event) {
    XmlElement.Builder out =
        element("ChannelEvent")
            .leaf("eventType", event.type().wireName())
            .leaf("eventId", event.channel())
            .leaf("eventDetails", event.details())
            .leaf("outbound", Boolean.toString(event.outbound()))
            .leaf("internal", Boolean.toString(event.internal()))
            .leaf("sourceName", event.source().name())
            .leaf("sourceNumber", event.source().number())
            .leaf("sourceCallerIdName", "")
            .leaf("targetName", event.target().name())
            .leaf("targetCallerIdName", "")
            .leaf("targetNumber", event.target().number())
            .leaf("busySince", Long.toString(event.busySinceMillis()))
            .leaf("refChannel", event.refChannel())
            .leaf("device", event.device())
            .leaf("fromName", event.from().name())
            .leaf("fromNumber", event.from().number());
    if (!event.labels().isEmpty()) {
      out.add(labels(event.labels()));
    }
    return out.build();
  }

  static XmlElement labels(List<Label> labels) {
    XmlElement.Builder list = element("LabelList");
    for (Label label : labels) {
      list.add(
          element("Label")
              .leaf("id", label.id())
              .leaf("displayName", label.displayName())
              .leaf("type", label.type())
              .leaf("value", label.value())
              .leaf("visible", Boolean.toString(label.visible()))
              .build());
    }
    return list.build();
  }

  private static XmlElement pickup(PickupEvent event) {
    return element("PickupEvent")
        .leaf("eventType", event.ringing() ? "ringing" : "gone")
        .leaf("eventId", event.owner().toLowerCase(Locale.ROOT))
        .leaf("target", event.target())
        .leaf("sourceName", event.source().name())
        .leaf("sourceNumber", event.source().number())
        .build();
  }

  private static XmlElement setLocation(LocationsChanged event) {
    return element("SetLocation")
        .attribute("eventType", event.arrived() ? "login" : "logout")
        .attribute("eventId", "")
        .add(UserStanzas.locationList(event.locations()))
        .build();
  }

  static XmlElement journalEntry(JournalEntry entry) {
    String id = Integer.toString(entry.id());
    return element("JournalEntry")
        .attribute("eventId", id)
        .attribute("eventType", "create")
        .attribute("userId", Integer.toString(entry.userId()))
        .attribute("userName", entry.owner().toLowerCase(Locale.ROOT))
        .leaf("id", id)
        .leaf("timestamp", Long.toString(entry.ended().toEpochMilli()))
        .leaf("inbound", Boolean.toString(entry.inbound()))
        .leaf("internal", Boolean.toString(entry.internal()))
        .leaf("duration", seconds(entry.duration()))
        .leaf("connected", seconds(entry.connected()))
        .leaf("deviceName", entry.device())
        .leaf("locationName", entry.location())
        .leaf("name", entry.remote().name())
        .leaf("number", entry.remote().number())
        .leaf("prefix", "")
        .leaf("result", entry.result())
        .leaf("resultDetails", "")
        .leaf("extension", entry.extension())
        .build();
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
