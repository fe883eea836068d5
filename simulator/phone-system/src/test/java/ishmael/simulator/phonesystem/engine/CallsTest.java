package ishmael.simulator.phonesystem.engine;

import static ishmael.simulator.phonesystem.Pequod.AHAB_PHONE;
import static ishmael.simulator.phonesystem.Pequod.BAD_NUMBER;
import static ishmael.simulator.phonesystem.Pequod.BUSY_NUMBER;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS_NAME;
import static ishmael.simulator.phonesystem.Pequod.DECLINES;
import static ishmael.simulator.phonesystem.Pequod.NEVER_ANSWERS;
import static ishmael.simulator.phonesystem.Pequod.STARBUCK_PHONE;
import static ishmael.simulator.phonesystem.Pequod.STUBB_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.Pequod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final Stage stage = new Stage();
  private final Engine engine = stage.engine;

  @Test
  void outsideCalls_answeredAndHungUp_tellsRingingBusyHangup() {
    String channel = engine.outsideCalls("+1 508 555-0100", CHANDLERS_NAME, "101");
    stage.pass(3_000);
    engine.answer(AHAB_PHONE);
    stage.pass(5_000);
    engine.farEndHangsUp(channel);

    assertThat(channel).isEqualTo("SIP/quarterdeck-00000a01");
    assertThat(stage.told(ChannelEvent.class))
        .extracting(ChannelEvent::type)
        .containsExactly(EventType.RINGING, EventType.BUSY, EventType.HANGUP);
    ChannelEvent busy = stage.last(EventType.BUSY);
    assertThat(busy.source()).isEqualTo(new Party(CHANDLERS_NAME, CHANDLERS));
    assertThat(busy.target()).isEqualTo(new Party("Captain Ahab", "101"));
    assertThat(busy.outbound()).isFalse();
    assertThat(busy.internal()).isFalse();
    assertThat(busy.device()).isEqualTo(AHAB_PHONE);
    assertThat(busy.labels()).extracting(Label::displayName).containsExactly("VIP");
    assertThat(busy.busySinceMillis()).isEqualTo(Stage.START.plusSeconds(3).toEpochMilli());
    assertThat(engine.channels()).isEmpty();
  }

  @Test
  void outsideCalls_ended_writesTheJournal() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    stage.pass(2_000);
    engine.answer(AHAB_PHONE);
    stage.pass(26_000);
    engine.hangUp(channel);

    JournalEntry entry = stage.told(JournalEntry.class).get(0);
    assertThat(entry.inbound()).isTrue();
    assertThat(entry.duration()).isEqualTo(Duration.ofSeconds(28));
    assertThat(entry.connected()).isEqualTo(Duration.ofSeconds(26));
    assertThat(entry.location()).isEqualTo("Quarterdeck");
    assertThat(entry.result()).isEqualTo("hangup");
    assertThat(engine.journalOf("AHAB", 10)).containsExactly(entry);
    assertThat(engine.journalOf("ahab", 0)).isEmpty();
  }

  @Test
  void dial_internal_tellsBothLegs() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    engine.hangUp(stage.channelOf("starbuck"));

    assertThat(stage.story())
        .containsExactly(
            "ahab ringing out 101>102",
            "starbuck ringing in 101>102",
            "starbuck busy in 101>102",
            "ahab busy out 101>102",
            "starbuck hangup in 101>102",
            "ahab hangup out 101>102");
  }

  @Test
  void dial_internal_legsAreInternalWithOwnDevices() {
    engine.dial("ahab", "102");

    assertThat(stage.told(ChannelEvent.class)).allMatch(ChannelEvent::internal);
    assertThat(stage.told(ChannelEvent.class))
        .extracting(ChannelEvent::device)
        .containsExactly(AHAB_PHONE, STARBUCK_PHONE);
    assertThat(engine.channels()).extracting(Channel::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void dial_outsideNumberThatAnswers_talksAfterItsDelay() {
    engine.dial("ahab", "0015085550100");
    stage.pass(1_999);
    assertThat(engine.channels().get(0).state()).isEqualTo(Channel.State.RINGING);
    stage.pass(1);
    assertThat(engine.channels().get(0).state()).isEqualTo(Channel.State.TALKING);
  }

  @Test
  void dial_busyNumber_hangsUpAndSaysWhy() {
    engine.dial("ahab", BUSY_NUMBER);
    stage.pass(100);
    assertThat(stage.story())
        .containsExactly(
            "ahab ringing out 101>" + BUSY_NUMBER, "ahab hangup(busy) out 101>" + BUSY_NUMBER);
  }

  @Test
  void dial_badNumber_hangsUpAndSaysWhy() {
    engine.dial("ahab", BAD_NUMBER);
    stage.pass(100);
    assertThat(stage.story()).last().isEqualTo("ahab hangup(invalid) out 101>" + BAD_NUMBER);
  }

  @Test
  void dial_nobodyAnswers_endsAfterTheRingTimeout() {
    engine.dial("ahab", NEVER_ANSWERS);
    stage.pass(59_999);
    assertThat(engine.channels()).hasSize(1);
    stage.pass(1);
    assertThat(stage.story()).last().isEqualTo("ahab hangup(noanswer) out 101>" + NEVER_ANSWERS);
  }

  @Test
  void dial_numberThatDeclines_hangsUp() {
    engine.dial("ahab", DECLINES);
    stage.pass(1_000);
    assertThat(stage.story()).last().isEqualTo("ahab hangup(rejected) out 101>" + DECLINES);
  }

  @Test
  void dial_calleeRejects_endsBothLegs() {
    engine.behave(STARBUCK_PHONE, Behaviour.rejectsAfter(Duration.ofSeconds(2)));
    engine.dial("ahab", "102");
    stage.forget();
    stage.pass(2_000);
    assertThat(stage.story())
        .containsExactly("starbuck hangup in 101>102", "ahab hangup(rejected) out 101>102");
  }

  @Test
  void dial_calleeBusy_neverRingsThere() {
    engine.behave(STARBUCK_PHONE, Behaviour.busy());
    engine.dial("ahab", "102");
    stage.pass(1);
    assertThat(stage.story())
        .containsExactly("ahab ringing out 101>102", "ahab hangup(busy) out 101>102");
  }

  @Test
  void dial_calleeUnplugged_isUnavailable() {
    engine.unplug(STARBUCK_PHONE);
    engine.dial("ahab", "102");
    stage.pass(1);
    assertThat(stage.story()).last().isEqualTo("ahab hangup(unavailable) out 101>102");
  }

  @Test
  void dial_calleeAnswersByItself_talksAfterTheDelay() {
    engine.behave(STARBUCK_PHONE, Behaviour.answersAfter(Duration.ofMillis(700)));
    engine.dial("ahab", "102");
    stage.forget();
    stage.pass(700);
    assertThat(stage.story()).containsExactly("starbuck busy in 101>102", "ahab busy out 101>102");
  }

  @Test
  void dial_clickToDial_ringsAtTheOwnPhoneFirst() {
    engine.dial("stubb", "102");
    assertThat(stage.story()).containsExactly("stubb ringing out 103>102");
    engine.answer(STUBB_PHONE);
    assertThat(stage.story())
        .containsExactly("stubb ringing out 103>102", "starbuck ringing in 103>102");
    engine.answer(STARBUCK_PHONE);
    assertThat(stage.story()).containsExactly("starbuck busy in 103>102", "stubb busy out 103>102");
  }

  @Test
  void dial_clickToDialNotPickedUp_endsAfterTheRingTimeout() {
    engine.dial("stubb", "102");
    stage.pass(60_000);
    assertThat(stage.story()).last().isEqualTo("stubb hangup(noanswer) out 103>102");
  }

  @Test
  void dial_withoutUsablePhone_isRefused() {
    engine.unplug(AHAB_PHONE);
    engine.unplug(Pequod.AHAB_CABIN_PHONE);
    assertThatThrownBy(() -> engine.dial("ahab", "102"))
        .isInstanceOf(CallRefused.class)
        .hasMessage("No phone to dial with");
    assertThatThrownBy(() -> engine.dial("nobody", "102")).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> engine.dial("starbuck", "()")).isInstanceOf(CallRefused.class);
    assertThat(stage.story()).isEmpty();
  }

  @Test
  void hold_andResume_tellOnTheHoldersLegOnly() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    stage.forget();
    engine.pressHold(AHAB_PHONE);
    engine.pressHold(AHAB_PHONE);
    engine.hold(stage.channelOf("starbuck"));
    engine.resume(stage.channelOf("starbuck"));
    assertThat(stage.story())
        .containsExactly(
            "ahab hold out 101>102",
            "ahab unhold out 101>102",
            "starbuck hold in 101>102",
            "starbuck unhold in 101>102");
  }

  @Test
  void answer_secondCall_holdsTheFirst() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.answer(AHAB_PHONE);
    engine.outsideCalls("07195 5550", "Inn", "101");
    stage.forget();
    engine.answer(AHAB_PHONE);
    assertThat(stage.story())
        .containsExactly("ahab hold in " + CHANDLERS + ">101", "ahab busy in 071955550>101");
  }

  @Test
  void hold_ringingChannel_isRefused() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    assertThatThrownBy(() -> engine.hold(channel)).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> engine.resume(channel)).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> engine.hangUp("SIP/none-1")).hasMessage("No such channel");
  }

  @Test
  void unplug_inCall_endsTheCall() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    stage.forget();
    engine.unplug(STARBUCK_PHONE);
    assertThat(stage.story())
        .containsExactly("starbuck hangup in 101>102", "ahab hangup out 101>102");
  }

  @Test
  void clearCalls_endsEverything() {
    engine.dial("ahab", "102");
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    engine.clearCalls();
    assertThat(engine.channels()).isEmpty();
  }
}
