package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RENAME;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TAPI is told of a call beyond its state. */
class CallInformationTest {
  private final Scene scene = Scene.inService();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ashore    | 0015085550100 | ADDRESS NAME         | Ashore | 0015085550100",
        "''        | 0015085550100 | ADDRESS              | ''     | 0015085550100",
        "Ashore    | ''            | NAME                 | Ashore | ''",
        "''        | ''            | UNKNOWN              | ''     | ''",
        "''        | anonymous     | BLOCKED              | ''     | ''",
        "Anonymous | ''            | BLOCKED              | ''     | ''",
        "Anonymous | Anonymous     | BLOCKED              | ''     | ''",
        "Ashore    | anonymous     | BLOCKED NAME         | Ashore | ''",
        "Private   | 0015085550100 | ADDRESS NAME         | Private | 0015085550100",
        "''        | <withheld>    | BLOCKED              | ''     | ''",
        "''        | Private Number | BLOCKED             | ''     | ''",
        "''        | unavailable   | OUTOFAREA            | ''     | ''",
        "''        | out-of-area   | OUTOFAREA            | ''     | ''",
        "''        | unknown       | UNKNOWN              | ''     | ''",
        "unbekannt | ''            | UNKNOWN              | ''     | ''",
        "''        | 001508555xxxx | ADDRESS PARTIAL      | ''     | 001508555xxxx",
        "Ashore    | +1 508 55XX   | ADDRESS NAME PARTIAL | Ashore | +1 508 55XX",
        "''        | x             | ADDRESS              | ''     | x"
      })
  void party_isShownWithWhatIsKnownOfIt(
      String name, String number, String flags, String shownName, String shownNumber) {
    CallParty party = CallParty.of(new Party(name, number));

    assertThat(party.flags().stream().map(PartyFlag::name).sorted().collect(joined()))
        .isEqualTo(flags);
    assertThat(party.name()).isEqualTo(shownName);
    assertThat(party.number()).isEqualTo(shownNumber);
    assertThat(CallParty.of(party.party())).isEqualTo(party);
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  @Test
  void handedOverInboundCall_keepsItsCallerAndSaysWhereItGoes() {
    Party caller = Scene.CHANDLERS;
    scene.event(Scene.in("c1").talkingSince(scene.now).event(BUSY));
    scene.event(Scene.in("c1").source("Starbuck", "102").talkingSince(scene.now).event(TRANSFER));
    assertThat(scene.lastCall().caller()).isEqualTo(CallParty.of(caller));
    assertThat(scene.lastCall().redirection())
        .isEqualTo(CallParty.of(new Party("Starbuck", "102")));

    scene.event(Scene.in("c2").talkingSince(scene.now).event(BUSY));
    scene.event(Scene.in("c2").target("Starbuck", "102").talkingSince(scene.now).event(TRANSFER));
    assertThat(scene.lastCall().caller()).isEqualTo(CallParty.of(caller));
    assertThat(scene.lastCall().called()).isEqualTo(CallParty.of(new Party("Captain Ahab", "101")));
    assertThat(scene.lastCall().redirection())
        .isEqualTo(CallParty.of(new Party("Starbuck", "102")));
  }

  @Test
  void details_sayWhatTapiHasNoFieldFor() {
    scene.event(Scene.in("SIP/a-1").label("VIP", true).details("mailbox").event(RINGING));
    assertThat(details())
        .containsExactly(
            "channel=SIP/a-1",
            "phone=Snom A",
            "eventDetails=mailbox",
            "label.1.name=VIP",
            "label.1.type=generic",
            "label.1.value=1",
            "label.1.id=id",
            "label.1.visible=true");
    assertThat(scene.lastCall().comment()).isEqualTo("VIP");
  }

  @Test
  void details_growWithTheEventsAndStay() {
    Instant since = Instant.parse("2026-01-01T08:00:00.250Z");
    scene.event(Scene.in("c1").label("VIP", false).event(RINGING));
    scene.event(Scene.in("c1").talkingSince(since).event(BUSY));
    scene.event(Scene.in("c1").ref("c0").event(RENAME));
    scene.event(Scene.in("c1").details("pushed\r\nphone=another").event(HANGUP));
    assertThat(details())
        .containsExactly(
            "channel=c1",
            "phone=Snom A",
            "refChannel=c0",
            "eventDetails=pushed  phone=another",
            "talkingSince=2026-01-01T08:00:00.250Z",
            "label.1.name=VIP",
            "label.1.type=generic",
            "label.1.value=1",
            "label.1.id=id",
            "label.1.visible=false");
    assertThat(scene.lastCall().comment()).isEmpty();
  }

  @Test
  void details_ofACallWithoutChannel_areEmpty() {
    scene.makeCall(Scene.AHAB, "102");
    scene.success();
    assertThat(scene.lastCall().details()).isEmpty();
  }

  @Property(tries = 300)
  void details_whateverIsTold_areBoundedLinesOfKnownNames(
      @ForAll String text, @ForAll List<String> labels) {
    Scene.EventDraft draft = Scene.in("c1").details(text);
    labels.forEach(label -> draft.label(label, true));
    scene.event(draft.event(RINGING));
    scene.event(draft.event(HANGUP));
    assertThat(scene.lastCall().details().length()).isLessThanOrEqualTo(Details.MAX_LENGTH);
    assertThat(details())
        .allMatch(
            line -> line.matches("(?s)(channel|phone|eventDetails|label\\.[0-9]+\\.[a-z]+)=.*"));
  }

  @Test
  void details_tooManyLabels_endWithAWholeLine() {
    Scene.EventDraft draft = Scene.in("c1");
    for (int i = 0; i < 100; i++) {
      draft.label("Label number " + i, true);
    }
    scene.event(draft.event(RINGING));
    assertThat(scene.lastCall().details()).endsWith("\n").hasSizeLessThanOrEqualTo(1024);
    assertThat(scene.lastCall().details().length()).isGreaterThan(900);
  }

  @Test
  void anonymousCaller_afterARestart_isStillBlocked() {
    scene.event(Scene.in("c1").source("", "anonymous").event(RINGING));
    CallView held = scene.lastCall();
    assertThat(held.caller().flags()).containsExactly(PartyFlag.BLOCKED);

    Scene again = Scene.inService(5000);
    again.note(again.mapper.adopt(again.now, List.of(held)));
    assertThat(again.lastCall().caller()).isEqualTo(held.caller());
    assertThat(again.lastCall().details()).isEqualTo(held.details());
    again.event(Scene.in("c1").source("", "anonymous").details("x").event(BUSY));
    assertThat(again.lastCall().details()).contains("eventDetails=x");
  }

  private List<String> details() {
    return Arrays.asList(scene.lastCall().details().split("\n"));
  }
}
