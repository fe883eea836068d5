package ishmael.simulator.phonesystem.engine;

import static ishmael.simulator.phonesystem.Pequod.AHAB_PHONE;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS_NAME;
import static ishmael.simulator.phonesystem.Pequod.PIP_PHONE;
import static ishmael.simulator.phonesystem.Pequod.STARBUCK_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.Pequod;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static final Party AHAB = new Party("Captain Ahab", "101");

  private final Stage stage = new Stage();
  private final Engine engine = stage.engine;

  @Test
  void transfer_blind_movesTheOtherEnd() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    String channel = stage.channelOf("ahab");
    stage.forget();

    engine.transfer(channel, "106");

    assertThat(stage.last(EventType.TRANSFER).target()).isEqualTo(new Party("Pip", "106"));
    ChannelEvent atPip = stage.last(EventType.RINGING);
    assertThat(atPip.from()).isEqualTo(AHAB);
    assertThat(atPip.refChannel()).isEqualTo(channel);
    assertThat(stage.story())
        .containsExactly(
            "ahab transfer out 101>106",
            "ahab hangup out 101>106",
            "starbuck rename in 106>102",
            "pip ringing in 102>106");
    engine.answer(PIP_PHONE);
    assertThat(stage.story()).containsExactly("pip busy in 102>106");
    engine.hangUp(stage.channelOf("pip"));
    assertThat(stage.story())
        .containsExactly("pip hangup in 102>106", "starbuck hangup in 106>102");
  }

  @Test
  void transfer_heldChannel_movesTheOtherEnd() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    engine.hold(stage.channelOf("ahab"));
    stage.forget();
    engine.transfer(stage.channelOf("ahab"), "106");
    assertThat(stage.story())
        .containsExactly(
            "ahab transfer out 101>106",
            "ahab hangup out 101>106",
            "starbuck rename in 106>102",
            "pip ringing in 102>106");
  }

  @Test
  void transfer_toANumberThatIsBusy_endsTheCall() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    engine.transfer(stage.channelOf("ahab"), Pequod.BUSY_NUMBER);
    stage.forget();
    stage.pass(5000);
    assertThat(stage.story())
        .containsExactly("starbuck hangup(busy) in " + Pequod.BUSY_NUMBER + ">102");
  }

  @Test
  void transfer_impossible_isRefusedAndChangesNothing() {
    engine.dial("ahab", "102");
    String dialling = stage.channelOf("ahab");
    assertThatThrownBy(() -> engine.transfer(dialling, "106")).isInstanceOf(CallRefused.class);
    engine.answer(STARBUCK_PHONE);
    stage.forget();
    assertThatThrownBy(() -> engine.transfer(dialling, "Moby")).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> engine.redirect(dialling, "106")).isInstanceOf(CallRefused.class);
    assertThat(stage.story()).isEmpty();
  }

  @Test
  void transfer_ringingChannel_isRedirected() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    stage.forget();
    engine.transfer(channel, "102");
    assertThat(stage.story())
        .containsExactly(
            "ahab redirect in " + CHANDLERS + ">102",
            "ahab hangup in " + CHANDLERS + ">102",
            "starbuck ringing in " + CHANDLERS + ">102");
  }

  @Test
  void redirect_toOutside_ringsThere() {
    String channel = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.redirect(channel, "+1 508 555 0103");
    assertThat(stage.last(EventType.REDIRECT).target().number()).isEqualTo("0015085550103");
    assertThat(engine.channels()).isEmpty();
    assertThatThrownBy(() -> engine.redirect(channel, "102")).isInstanceOf(CallRefused.class);
  }

  @Test
  void pressTransfer_heldAndActive_joinsTheOthers() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.answer(AHAB_PHONE);
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    stage.forget();

    engine.pressTransfer(AHAB_PHONE);

    assertThat(stage.last(EventType.RENAME).source())
        .isEqualTo(new Party(CHANDLERS_NAME, CHANDLERS));
    assertThat(stage.last(EventType.RENAME).internal()).isFalse();
    assertThat(stage.last(EventType.RENAME).labels()).hasSize(1);
    assertThat(stage.story())
        .containsExactly(
            "ahab transfer in 102>101",
            "ahab hangup in 102>101",
            "ahab hangup out 101>102",
            "starbuck rename in " + CHANDLERS + ">102");
    engine.farEndHangsUp(stage.channelOf("starbuck"));
    assertThat(engine.channels()).isEmpty();
  }

  @Test
  void pressTransfer_whileItRings_renamesTheRingingLeg() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.answer(AHAB_PHONE);
    engine.dial("ahab", "102");
    engine.pressTransfer(AHAB_PHONE);
    assertThat(engine.channels()).hasSize(1);
    stage.forget();
    engine.answer(STARBUCK_PHONE);
    assertThat(stage.story()).containsExactly("starbuck busy in " + CHANDLERS + ">102");
  }

  @Test
  void pressTransfer_oneCallOnly_isRefused() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    assertThatThrownBy(() -> engine.pressTransfer(AHAB_PHONE)).isInstanceOf(CallRefused.class);
  }

  @Test
  void pressConference_heldAndActive_unholds() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.answer(AHAB_PHONE);
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    stage.forget();
    engine.pressConference(AHAB_PHONE);
    assertThat(stage.story()).containsExactly("ahab unhold in " + CHANDLERS + ">101");
    assertThat(engine.channels()).allMatch(c -> c.state() == Channel.State.TALKING);
  }

  @Test
  void pressTransfer_twoHeldCalls_isRefused() {
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    engine.dial("ahab", "106");
    engine.answer(PIP_PHONE);
    engine.pressHold(AHAB_PHONE);
    stage.forget();
    assertThatThrownBy(() -> engine.pressTransfer(AHAB_PHONE)).isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> engine.pressConference(AHAB_PHONE)).isInstanceOf(CallRefused.class);
    assertThat(stage.story()).isEmpty();
  }

  private void conferenceOfAhab() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    engine.answer(AHAB_PHONE);
    engine.dial("ahab", "102");
    engine.answer(STARBUCK_PHONE);
    engine.pressConference(AHAB_PHONE);
    stage.forget();
  }

  @Test
  void pressConference_oneMore_joinsTheWholeConference() {
    conferenceOfAhab();
    engine.dial("ahab", "106");
    assertThat(stage.story())
        .startsWith("ahab hold in " + CHANDLERS + ">101", "ahab hold out 101>102");
    engine.answer(PIP_PHONE);
    stage.forget();
    engine.pressConference(AHAB_PHONE);
    assertThat(stage.story())
        .containsExactly("ahab unhold in " + CHANDLERS + ">101", "ahab unhold out 101>102");
    assertThat(engine.channelsOf("ahab"))
        .hasSize(3)
        .allMatch(c -> c.state() == Channel.State.TALKING);
  }

  @Test
  void pressHold_conference_holdsAndResumesAll() {
    conferenceOfAhab();
    engine.pressHold(AHAB_PHONE);
    assertThat(stage.story())
        .containsExactly("ahab hold in " + CHANDLERS + ">101", "ahab hold out 101>102");
    engine.pressHold(AHAB_PHONE);
    assertThat(stage.story())
        .containsExactly("ahab unhold in " + CHANDLERS + ">101", "ahab unhold out 101>102");
  }

  @Test
  void pressTransfer_heldConference_isRefused() {
    conferenceOfAhab();
    engine.dial("ahab", "106");
    engine.answer(PIP_PHONE);
    assertThatThrownBy(() -> engine.pressTransfer(AHAB_PHONE)).isInstanceOf(CallRefused.class);
    assertThat(engine.channels()).hasSize(5);
  }

  @Test
  void hangUp_oneOfAConference_leavesTheOther() {
    conferenceOfAhab();
    engine.farEndHangsUp(stage.channelOf("starbuck"));
    assertThat(stage.story())
        .containsExactly("ahab hangup out 101>102", "starbuck hangup in 101>102");
    assertThat(engine.channelsOf("ahab")).hasSize(1);
    engine.dial("ahab", "106");
    engine.answer(PIP_PHONE);
    engine.pressTransfer(AHAB_PHONE);
    assertThat(engine.channels()).extracting(Channel::user).containsExactly("Pip");
  }

  @Test
  void rename_changesTheOtherEnd() {
    String channel = engine.outsideCalls("00441", "", "101");
    stage.forget();
    engine.rename(channel, "Gardiner", "+44 20 1");
    assertThat(stage.last(EventType.RENAME).source()).isEqualTo(new Party("Gardiner", "0044201"));
  }

  @Test
  void pickUp_ringingColleague_takesTheCall() {
    String rung = engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "102");
    stage.forget();
    String taken = engine.pickUp("ahab", null, "102");
    ChannelEvent busy = stage.last(EventType.BUSY);
    assertThat(busy.channel()).isEqualTo(taken);
    assertThat(busy.refChannel()).isEqualTo(rung);
    assertThat(busy.target().number()).isEqualTo("102");
    assertThat(busy.device()).isEqualTo(AHAB_PHONE);
    assertThat(stage.story())
        .containsExactly(
            "starbuck hangup in " + CHANDLERS + ">102", "ahab busy in " + CHANDLERS + ">102");
    assertThatThrownBy(() -> engine.pickUp("ahab", null, "102")).isInstanceOf(CallRefused.class);
  }

  @Test
  void pickUp_internalCall_renamesForTheCaller() {
    engine.dial("pip", "102");
    stage.forget();
    engine.pickUp("ahab", AHAB_PHONE, "102");
    assertThat(stage.last(EventType.RENAME).target()).isEqualTo(AHAB);
  }

  @Test
  void setRedirect_forwardsAndSaysFromWhom() {
    engine.setRedirect("ahab", "102");
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    assertThat(stage.last(EventType.RINGING).from()).isEqualTo(AHAB);
    assertThat(stage.last(EventType.RINGING).owner()).isEqualTo("Starbuck");
    engine.setRedirect("ahab", "");
    assertThat(engine.redirectOf("ahab")).isEqualTo(new Redirect("101", "", "102"));
  }

  @Test
  void setRedirect_inACircle_stillRingsSomewhere() {
    engine.setRedirect("ahab", "102");
    engine.setRedirect("starbuck", "101");
    assertThat(engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101")).isNotEmpty();
  }
}
