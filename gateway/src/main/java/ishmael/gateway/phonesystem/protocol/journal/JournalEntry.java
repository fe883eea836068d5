package ishmael.gateway.phonesystem.protocol.journal;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Party;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call of a user that ended: part of JournalList, and event.
 *
 * @param user whose call it was
 * @param at when; the interface does not say whether its beginning or its end
 * @param duration from the first ring to the end, whole seconds
 * @param connected how long was talked, whole seconds
 * @param location the name of the place where the phone stood
 * @param other the other end
 * @param via over what the call came, with {@code viaDetails}
 * @param recordId the key of a recording
 */
public record JournalEntry(
    Optional<String> id,
    Optional<UserName> user,
    Optional<Extension> extension,
    Optional<Instant> at,
    boolean inbound,
    boolean internal,
    Optional<Duration> duration,
    Optional<Duration> connected,
    Optional<DeviceName> device,
    Optional<String> location,
    Party other,
    Optional<String> prefix,
    Optional<String> result,
    Optional<String> resultDetails,
    Optional<String> via,
    Optional<String> viaDetails,
    Optional<String> recordId) {
  /** The element's name. */
  public static final String NAME = "JournalEntry";

  /** Reads the element. */
  public static JournalEntry parse(Element element) {
    return new JournalEntry(
        element.textOf("id").or(() -> element.attribute("eventId")),
        element.attribute("userName").map(UserName::new),
        element.textOf("extension").map(Extension::new),
        element.instantOf("timestamp"),
        element.isTrue("inbound"),
        element.isTrue("internal"),
        element.secondsOf("duration"),
        element.secondsOf("connected"),
        element.textOf("deviceName").map(DeviceName::new),
        element.textOf("locationName"),
        new Party(element.textOf("name").orElse(""), element.textOf("number").orElse("")),
        element.textOf("prefix"),
        element.textOf("result"),
        element.textOf("resultDetails"),
        element.textOf("via"),
        element.textOf("viaDetails"),
        element.textOf("recordId"));
  }
}
