package ishmael.gateway.phonesystem.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.base.ChannelEvents;
import ishmael.gateway.phonesystem.protocol.base.PickupEvents;
import ishmael.gateway.phonesystem.protocol.event.AttributeFilter;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.queue.QueueMemberStates;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.gateway.phonesystem.protocol.xmppuser.Voicemailbox;
import ishmael.linemapper.Capability;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Label;
import ishmael.linemapper.Party;
import ishmael.linemapper.Phone;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PickupEvent;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal stanzas to values. */
class StanzasReadTest {
  private static final DeviceName GALLEY = new DeviceName("Snom 00041399BBCC [Galley]");

  private static Element inside(String file, String name) {
    return Cmd.find(Stanzas.file(file), name).orElseThrow();
  }

  private static UserInfo user(String file) {
    return PhoneSystemAnswer.parse(Stanzas.file(file)).user().orElseThrow();
  }

  @Test
  void channelEvent_allElements_areRead() {
    assertThat(ChannelEvents.parse(inside("channel-event", ChannelEvents.NAME)))
        .contains(
            new ChannelEvent(
                ChannelEventType.RINGING,
                new Channel("SIP/galley-000001f4"),
                "mailbox",
                false,
                true,
                new Party("Bäcker & Söhne", "00498912345"),
                new Party("Galley", "207"),
                Optional.of(Instant.ofEpochMilli(1767230000123L)),
                Optional.of(new Channel("SIP/helm-000001f3")),
                Optional.of(GALLEY),
                new Party("Helm", "201"),
                List.of(
                    new Label("L-7", "Supplier", "generic", "2", true),
                    new Label("L-8", "", "", "", false))));
  }

  @Test
  void channelEvent_emptyElements_areNoValues() {
    ChannelEvent event =
        ChannelEvents.parse(inside("channel-event-empty", ChannelEvents.NAME)).orElseThrow();

    assertThat(event.type()).isEqualTo(ChannelEventType.HANGUP);
    assertThat(event.device()).isEmpty();
    assertThat(event.refChannel()).isEmpty();
    assertThat(event.busySince()).isEmpty();
    assertThat(event.source()).isEqualTo(Party.NONE);
  }

  @ParameterizedTest
  @EnumSource(ChannelEventType.class)
  void channelEvent_eachType_isKnown(ChannelEventType type) {
    String name = type.name().toLowerCase(java.util.Locale.ROOT);
    Element event =
        Stanzas.text(
            "<ChannelEvent><eventType>%s</eventType><eventId>c</eventId></ChannelEvent>"
                .formatted(name));

    assertThat(ChannelEvents.parse(event).orElseThrow().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "99999999999999999999", "999999999999999", "1e3", "0", ""})
  void channelEvent_nonsenseInstant_isNoInstant(String text) {
    Element event =
        Stanzas.text(
            "<ChannelEvent><eventType>busy</eventType><eventId>c</eventId><busySince>%s</busySince></ChannelEvent>"
                .formatted(text));

    assertThat(ChannelEvents.parse(event).orElseThrow().busySince()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ChannelEvent/>",
        "<ChannelEvent><eventType>ringing</eventType></ChannelEvent>",
        "<ChannelEvent><eventType>ringing</eventType><eventId>  </eventId></ChannelEvent>",
        "<ChannelEvent><eventType>sinking</eventType><eventId>c</eventId></ChannelEvent>"
      })
  void channelEvent_withoutTypeOrChannel_isNothing(String xml) {
    assertThat(ChannelEvents.parse(Stanzas.text(xml))).isEmpty();
  }

  @Test
  void pickupEvent_gone_isRead() {
    assertThat(PickupEvents.parse(inside("pickup-event", PickupEvents.NAME)))
        .contains(
            new PickupEvent(false, new UserName("cook"), "207", new Party("Harbour", "0040222")));
    assertThat(PickupEvents.parse(Stanzas.text("<PickupEvent/>"))).isEmpty();
  }

  @Test
  void userInfo_full_isRead() {
    UserInfo info = user("user-info");

    assertThat(info.supervisor()).isTrue();
    assertThat(info.subscriptions())
        .containsExactly(
            new Subscription("base", "*", Scope.SUPERVISOR),
            new Subscription(
                "queue", "QueueEvent", Scope.USER, List.of(new AttributeFilter("queue", "1"))));
    assertThat(Location.staticName(info.places())).contains("The Cook");
    assertThat(info.toUser(new UserName("cook"), ""))
        .isEqualTo(
            new User(
                new UserName("cook"),
                "Cook",
                "The Cook",
                Optional.of(new Extension("207")),
                List.of(new Phone(GALLEY, "Snom Phone", Set.of(Capability.DIAL, Capability.HOLD))),
                List.of(
                    new Place("The Cook", true, List.of()),
                    new Place("Galley", false, List.of(GALLEY))),
                Optional.of("0040222")));
  }

  @Test
  void userInfo_partsThatFewAskFor_areRead() {
    UserInfo info = user("user-info");

    assertThat(info.id()).contains("31");
    assertThat(info.faxExtension()).contains("2079");
    assertThat(info.enabled()).isFalse();
    assertThat(info.rights()).containsExactlyInAnyOrder("xmpp.connect", "xmpp.supervisor");
    assertThat(info.voicemailbox())
        .contains(new Voicemailbox(Map.of("number", "*207", "unread", "3")));
    assertThat(info.redirect())
        .contains(
            new RedirectEntry(Optional.of("207"), Optional.of("0040222"), Optional.of("208")));
    assertThat(info.queues()).contains(new QueueMemberStates(List.of()));
  }

  @Test
  void userInfo_bare_fallsBackToWhatIsKnown() {
    UserInfo info = user("user-info-bare");

    assertThat(info.supervisor()).isFalse();
    assertThat(info.enabled()).isTrue();
    assertThat(info.id()).isEmpty();
    assertThat(info.voicemailbox()).isEmpty();
    assertThat(info.redirect()).isEmpty();
    assertThat(info.queues()).isEmpty();
    assertThat(info.subscriptions()).isEmpty();
    assertThat(info.toUser(new UserName("mate"), "The Mate"))
        .isEqualTo(new User(new UserName("mate"), "mate", "The Mate", Optional.empty(), List.of()));
  }

  @Test
  void setLocation_underWrongModule_isRead() {
    SetLocation move = SetLocation.parse(inside("set-location", SetLocation.NAME));

    assertThat(Location.staticName(move.places())).contains("The Cook");
    assertThat(Location.phonesOf(move.places()))
        .containsExactly(
            new Phone(new DeviceName("Yealink 805EC0000001 [Hold]"), "Yealink Phone", Set.of()));
  }

  @Test
  void roster_usersOfTheDomainOnly_areRead() {
    assertThat(RosterItem.parse(Stanzas.file("roster"), "mobydick"))
        .containsExactly(
            new RosterItem(new UserName("cook"), "The Cook", false),
            new RosterItem(new UserName("mate"), "", true));
  }

  @Test
  void subscription_covers_narrowerOnesOnly() {
    Subscription all = new Subscription("base", "*", Scope.SUPERVISOR);
    Subscription own = new Subscription("base", "ChannelEvent", Scope.USER);
    Subscription narrowed =
        new Subscription(
            "base", "ChannelEvent", Scope.USER, List.of(new AttributeFilter("device", "Galley")));

    assertThat(all.covers(own)).isTrue();
    assertThat(own.covers(own)).isTrue();
    assertThat(own.covers(new Subscription("base", "ChannelEvent", Scope.SUPERVISOR))).isFalse();
    assertThat(own.covers(new Subscription("base", "PickupEvent", Scope.USER))).isFalse();
    assertThat(own.covers(narrowed)).isTrue();
    assertThat(narrowed.covers(own)).isFalse();
    assertThat(all.covers(new Subscription("location", "*", Scope.USER))).isFalse();
  }
}
