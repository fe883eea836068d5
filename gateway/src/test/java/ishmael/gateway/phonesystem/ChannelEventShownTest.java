package ishmael.gateway.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent.OfCall;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallParty;
import ishmael.linemapper.CallReason;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Effect;
import ishmael.linemapper.Extension;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.Party;
import ishmael.linemapper.PartyFlag;
import ishmael.linemapper.Phone;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literal channel events to calls as TAPI shows them: the table in docs/calls.md, "Details". */
class ChannelEventShownTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String GALLEY = "Snom 00041399BBCC [Galley]";

  private final LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 100, Map.of()));

  ChannelEventShownTest() {
    UserName cook = new UserName("cook");
    Phone phone = new Phone(new DeviceName(GALLEY), "Snom Phone", EnumSet.allOf(Capability.class));
    User user =
        new User(cook, "Cook", "The Cook", Optional.of(new Extension("207")), List.of(phone));
    mapper.users(NOW, List.of(user), Set.of(cook));
    mapper.inService(NOW);
  }

  private CallView shown(PhoneSystemEvent event) {
    assertThat(event).isInstanceOf(OfCall.class);
    List<Effect> effects = mapper.event(NOW, ((OfCall) event).event());
    return effects.stream()
        .filter(Effect.CallShown.class::isInstance)
        .map(effect -> ((Effect.CallShown) effect).call())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no call is shown: " + effects));
  }

  private CallView file(String name) {
    return shown(PhoneSystemEvent.parse(Stanzas.file(name)));
  }

  private CallView stanza(String fields) {
    return shown(
        PhoneSystemEvent.parse(
            Stanzas.text(
                "<cmd module='base'><ChannelEvent><eventType>ringing</eventType>"
                    + "<eventId>SIP/galley-1</eventId><outbound>false</outbound><device>"
                    + GALLEY
                    + "</device><targetNumber>207</targetNumber>"
                    + fields
                    + "</ChannelEvent></cmd>")));
  }

  private static CallParty party(String name, String number) {
    return CallParty.of(new Party(name, number));
  }

  @Test
  void everyField_ofTheFullEvent_isShownWhereTheTableSays() {
    CallView call = file("channel-event");

    assertThat(call.state()).isEqualTo(CallState.OFFERING);
    assertThat(call.origin()).isEqualTo(CallOrigin.INTERNAL);
    assertThat(call.reason()).isEqualTo(CallReason.TRANSFER);
    assertThat(call.caller()).isEqualTo(party("Bäcker & Söhne", "00498912345"));
    assertThat(call.called()).isEqualTo(party("Galley", "207"));
    assertThat(call.connected()).isEqualTo(CallParty.UNAVAIL);
    assertThat(call.redirecting()).isEqualTo(party("Helm", "201"));
    assertThat(call.redirection()).isEqualTo(CallParty.UNAVAIL);
    assertThat(call.comment()).isEqualTo("Supplier");
    assertThat(call.since()).isEqualTo(NOW);
    assertThat(call.details())
        .isEqualTo(
            """
            channel=SIP/galley-000001f4
            phone=Snom 00041399BBCC [Galley]
            refChannel=SIP/helm-000001f3
            eventDetails=mailbox
            talkingSince=2026-01-01T01:13:20.123Z
            label.1.name=Supplier
            label.1.type=generic
            label.1.value=2
            label.1.id=L-7
            label.1.visible=true
            label.2.id=L-8
            label.2.visible=false
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "ringing, OFFERING",
    "busy, CONNECTED",
    "hold, ONHOLD",
    "unhold, CONNECTED",
    "rename, CONNECTED",
    "transfer, CONNECTED"
  })
  void eachType_firstOfItsChannel_showsItsState(String type, CallState state) {
    CallView call = file("channel-event-" + type);

    assertThat(call.state()).isEqualTo(state);
    assertThat(call.details()).startsWith("channel=SIP/galley-000001f7\nphone=" + GALLEY + "\n");
  }

  @Test
  void talkingCall_firstHeardOf_isSinceItsBeginInUtc() {
    CallView call = file("channel-event-busy");

    assertThat(call.since()).isEqualTo(Instant.ofEpochMilli(1767231200500L));
    assertThat(call.connected()).isEqualTo(party("The Cook", "207"));
    assertThat(call.caller()).isEqualTo(party("Harbour", "0040222"));
    assertThat(call.details()).contains("talkingSince=2026-01-01T01:33:20.500Z\n");
  }

  @Test
  void redirectedInboundCall_saysWhereItWentAndWhy() {
    file("channel-event-ringing");
    CallView call = file("channel-event-redirect");

    assertThat(call.state()).isEqualTo(CallState.DISCONNECTED);
    assertThat(call.redirection()).isEqualTo(party("The Mate", "208"));
    assertThat(call.redirecting()).isEqualTo(party("The Mate", "208"));
    assertThat(call.reason()).isEqualTo(CallReason.TRANSFER);
  }

  @Test
  void renamedOutboundCall_showsWhoIsConnectedNow() {
    CallView before = file("channel-event-hold");
    CallView call = file("channel-event-rename");

    assertThat(call.id()).isEqualTo(before.id());
    assertThat(call.origin()).isEqualTo(CallOrigin.OUTBOUND);
    assertThat(call.called()).isEqualTo(party("The Mate", "208"));
    assertThat(call.connected()).isEqualTo(party("The Boatswain", "209"));
    assertThat(call.redirecting()).isEqualTo(party("The Mate", "208"));
    assertThat(call.details()).contains("refChannel=SIP/mate-000001f8\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<sourceName>Ashore</sourceName><sourceNumber>004</sourceNumber>    | ADDRESS,NAME | Ashore",
        "<sourceCallerIdName>SHORE</sourceCallerIdName><sourceNumber>004</sourceNumber>"
            + " | ADDRESS,NAME | SHORE",
        "<sourceName>Ashore</sourceName><sourceCallerIdName>SHORE</sourceCallerIdName> | NAME | Ashore",
        "<sourceNumber>anonymous</sourceNumber>                             | BLOCKED      | ''",
        "<sourceName>Anonymous</sourceName><sourceNumber/>                  | BLOCKED      | ''",
        "<sourceCallerIdName>unavailable</sourceCallerIdName>               | OUTOFAREA    | ''",
        "<sourceNumber>unknown</sourceNumber>                               | UNKNOWN      | ''",
        "<sourceNumber>0049xxxx</sourceNumber>                              | ADDRESS,PARTIAL | ''",
        "<sourceName/>                                                      | UNKNOWN      | ''"
      })
  void caller_asTold_hasItsFlags(String fields, String flags, String name) {
    CallParty caller = stanza(fields).caller();

    assertThat(caller.flags().stream().map(PartyFlag::name).sorted())
        .containsExactly(flags.split(","));
    assertThat(caller.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<internal>false</internal>                                              | EXTERNAL | DIRECT",
        "<internal>true</internal>                                               | INTERNAL | DIRECT",
        "<fromName>Helm</fromName>                                               | EXTERNAL | REDIRECT",
        "<fromNumber>201</fromNumber><refChannel>SIP/x-1</refChannel>            | EXTERNAL | TRANSFER",
        "<eventDetails>Pickup</eventDetails>                                     | EXTERNAL | PICKUP"
      })
  void originAndReason_asTold(String fields, CallOrigin origin, CallReason reason) {
    CallView call = stanza(fields);

    assertThat(call.origin()).isEqualTo(origin);
    assertThat(call.reason()).isEqualTo(reason);
  }

  @Test
  void hostileTexts_stayInTheirLines() {
    CallView call =
        stanza(
            "<eventDetails>a&#10;channel=forged&#13;b\u2028c</eventDetails>"
                + "<refChannel>x&#10;phone=forged</refChannel>");

    assertThat(call.details().lines())
        .containsExactly(
            "channel=SIP/galley-1",
            "phone=" + GALLEY,
            "refChannel=x phone=forged",
            "eventDetails=a channel=forged b c");
  }
}
