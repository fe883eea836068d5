package ishmael.gateway.phonesystem.protocol.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfCall;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfMove;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.queue.QueueMemberStates;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Party;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PickupEvent;
import ishmael.linemapper.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal events to values. */
class EventsTest {
  private static final Party COOK = new Party("The Cook", "207");
  private static final Party MATE = new Party("The Mate", "208");
  private static final Party BOATSWAIN = new Party("The Boatswain", "209");
  private static final Party HARBOUR = new Party("Harbour", "0040222");

  private static PhoneSystemEvent event(String file) {
    return PhoneSystemEvent.parse(Stanzas.file(file));
  }

  /** What {@code channel-event-TYPE.xml} says. */
  private static ChannelEvent expected(ChannelEventType type) {
    return switch (type) {
      case RINGING -> inbound(type, COOK, false, "SIP/mate-000001f8", MATE);
      case BUSY, HANGUP -> inbound(type, COOK, true, "", Party.NONE);
      case REDIRECT -> inbound(type, MATE, false, "", Party.NONE);
      case HOLD, UNHOLD -> outbound(type, MATE, "", Party.NONE);
      case RENAME -> outbound(type, BOATSWAIN, "SIP/mate-000001f8", MATE);
      case TRANSFER -> outbound(type, BOATSWAIN, "SIP/galley-000001f9", Party.NONE);
    };
  }

  private static ChannelEvent inbound(
      ChannelEventType type, Party target, boolean talks, String other, Party from) {
    return event(type, false, HARBOUR, target, talks, other, from);
  }

  private static ChannelEvent outbound(
      ChannelEventType type, Party target, String other, Party from) {
    return event(type, true, COOK, target, true, other, from);
  }

  private static ChannelEvent event(
      ChannelEventType type,
      boolean outbound,
      Party source,
      Party target,
      boolean talks,
      String other,
      Party from) {
    return new ChannelEvent(
        type,
        new Channel("SIP/galley-000001f7"),
        "",
        outbound,
        outbound,
        source,
        target,
        Optional.of(Instant.ofEpochMilli(1767231200500L)).filter(since -> talks),
        Optional.of(other).filter(name -> !name.isEmpty()).map(Channel::new),
        Optional.of(new DeviceName("Snom 00041399BBCC [Galley]")),
        from,
        List.of());
  }

  @ParameterizedTest
  @EnumSource(ChannelEventType.class)
  void channelEvent_eachType_isRead(ChannelEventType type) {
    String file = "channel-event-" + type.name().toLowerCase(Locale.ROOT);

    assertThat(event(file)).isEqualTo(new OfCall(expected(type)));
  }

  @Test
  void pickupEvent_ringingAndGone_areRead() {
    assertThat(event("pickup-event-ringing"))
        .isEqualTo(
            new OfCall(
                new PickupEvent(true, new UserName("cook"), "207", new Party("", "0040222"))));
    assertThat(event("pickup-event"))
        .isEqualTo(
            new OfCall(
                new PickupEvent(
                    false, new UserName("cook"), "207", new Party("Harbour", "0040222"))));
  }

  @Test
  void setLocation_logout_leavesTheStaticPlace() {
    assertThat(((OfMove) event("set-location-logout")).move().places())
        .containsExactly(new Location("The Cook", true, List.of()));
  }

  @Test
  void journalEntry_isRead() {
    assertThat(event("journal-entry"))
        .isEqualTo(new PhoneSystemEvent.OfJournal(AnswersTest.entry("4711")));
  }

  @Test
  void redirectEntry_isRead() {
    assertThat(event("redirect-entry"))
        .isEqualTo(
            new PhoneSystemEvent.OfRedirect(
                new RedirectEntry(Optional.of("207"), Optional.of("0040222"), Optional.empty())));
  }

  @Test
  void queueMemberStates_areKept() {
    assertThat(event("queue-member-states"))
        .isEqualTo(
            new PhoneSystemEvent.OfQueues(
                new QueueMemberStates(
                    List.of(
                        Element.of("QueueMemberState")
                            .with("queue", "Cargo")
                            .with("paused", "true")))));
  }

  @ParameterizedTest
  @CsvSource({
    "<cmd/>,''",
    "<cmd><Weather/></cmd>,Weather",
    "<cmd module='base'>calm<Sea/><Sky/></cmd>,Sea"
  })
  void unknown_isNamed(String xml, String name) {
    assertThat(PhoneSystemEvent.parse(Stanzas.text(xml)))
        .isEqualTo(new PhoneSystemEvent.Unknown(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<cmd><SetLocation/></cmd>",
        "<cmd><SetLocation><LocationList/></SetLocation></cmd>"
      })
  void setLocation_withoutPlaces_isUnreadable(String xml) {
    assertThat(PhoneSystemEvent.parse(Stanzas.text(xml)))
        .isEqualTo(new PhoneSystemEvent.Unreadable("SetLocation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ChannelEvent", "PickupEvent"})
  void callEvent_withoutItsKey_isUnreadable(String name) {
    assertThat(PhoneSystemEvent.parse(Stanzas.text("<cmd><" + name + "/></cmd>")))
        .isEqualTo(new PhoneSystemEvent.Unreadable(name));
  }

  @ParameterizedTest
  @CsvSource({
    "channel-event, call",
    "set-location, move",
    "redirect-entry, redirect",
    "journal-entry, journal",
    "queue-member-states, queues",
    "dial, unknown"
  })
  void fold_eachKind_callsItsOwnFunction(String file, String kind) {
    assertThat(kind(event(file))).isEqualTo(kind);
    assertThat(kind(new PhoneSystemEvent.Unreadable("x"))).isEqualTo("unreadable");
  }

  private static String kind(PhoneSystemEvent event) {
    return event.fold(
        call -> "call",
        move -> "move",
        redirect -> "redirect",
        journal -> "journal",
        queues -> "queues",
        unreadable -> "unreadable",
        unknown -> "unknown");
  }
}
