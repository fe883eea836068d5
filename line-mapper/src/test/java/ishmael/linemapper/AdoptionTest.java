package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HANGUP;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.RINGING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private final Scene before = Scene.inService();
  private final Scene after = Scene.inService(5000);

  private CallView heldInbound() {
    return before.inbound(BUSY, "c1").lastCall();
  }

  private Scene adopt(CallView... held) {
    return after.note(after.mapper.adopt(after.now, List.of(held)));
  }

  @Test
  void adopt_unknownCall_livesOnWithItsIdAndParties() {
    CallView held = heldInbound();
    adopt(held);
    assertThat(after.call(held.id())).isEqualTo(held);
    assertThat(after.inbound(HOLD, "c1").told()).containsExactly("ONHOLD");
    assertThat(after.lastCall().id()).isEqualTo(held.id());
    assertThat(after.inbound(HANGUP, "c1").told()).containsExactly("DISCONNECTED(NORMAL)", "IDLE");
  }

  @Test
  void adopt_originatedCall_isStillDroppedAtOnce() {
    before.makeCall(Scene.AHAB, "0015085550100");
    CallView held = before.outbound(BUSY, "c1").lastCall();
    adopt(held);
    assertThat(after.call(held.id())).isEqualTo(held);
    after.drop(Scene.AHAB, held.id(), Scene.NOBODY);
    assertThat(after.told()).containsExactly("Hangup[channel=c1]");
  }

  @Test
  void adopt_beforeTheDirectory_waitsForIt() {
    CallView held = heldInbound();
    Scene young = new Scene(new LineMapper(Scene.options()));
    assertThat(young.note(young.mapper.adopt(young.now, List.of(held))).last()).isEmpty();
    assertThat(young.mapper.calls()).containsExactly(held);
    young.users(List.of(Scene.AHAB, Scene.STARBUCK), Scene.AHAB);
    assertThat(young.told()).containsExactly("line Captain Ahab (101)", "CONNECTED");
    young.pass(Duration.ofHours(1));
    assertThat(young.mapper.calls()).as("nothing is known while the link is down").hasSize(1);
    young.note(young.mapper.inService(young.now));
    assertThat(young.pass(Duration.ofSeconds(15)).told())
        .containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void adopt_presenceToldBeforeTheDirectory_isRemembered() {
    CallView held = heldInbound();
    Scene young = new Scene(new LineMapper(Scene.options()));
    young.note(young.mapper.adopt(young.now, List.of(held)));
    young.presence(Scene.AHAB, PhoneEvent.PhoneState.IN_CALL);
    young.users(List.of(Scene.AHAB), Scene.AHAB);
    young.note(young.mapper.inService(young.now));
    assertThat(young.pass(Duration.ofMinutes(10)).last()).isEmpty();
    assertThat(young.living()).containsOnlyKeys(held.id());
  }

  @Test
  void adopt_noSignOfLife_ends() {
    adopt(heldInbound());
    assertThat(after.pass(Duration.ofSeconds(15)).told())
        .containsExactly("DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void adopt_presenceKnownAlready_decides() {
    after.presence(Scene.AHAB, PhoneEvent.PhoneState.IN_CALL);
    adopt(heldInbound());
    assertThat(after.pass(Duration.ofMinutes(10)).last()).isEmpty();
    Scene third = Scene.inService();
    third.presence(Scene.AHAB, PhoneEvent.PhoneState.FREE);
    third.note(third.mapper.adopt(third.now, List.of(after.mapper.calls().get(0))));
    assertThat(third.told()).containsExactly("CONNECTED", "DISCONNECTED(UNKNOWN)", "IDLE");
  }

  @Test
  void adopt_unreadableMemo_isIdle() {
    CallView held = heldInbound();
    adopt(with(held, held.line(), new Memo(new byte[] {9, 9})));
    assertThat(after.told()).containsExactly("IDLE");
    assertThat(after.lastCall().id()).isEqualTo(held.id());
  }

  @Test
  void adopt_lineGone_isIdle() {
    CallView held = heldInbound();
    adopt(with(held, new LineId(1), held.memo()));
    assertThat(after.told()).containsExactly("IDLE");
  }

  private static CallView with(CallView view, LineId line, Memo memo) {
    return new CallView(
        view.id(),
        line,
        view.state(),
        view.mode(),
        view.features(),
        view.origin(),
        view.reason(),
        view.callId(),
        view.relatedCallId(),
        view.since(),
        view.caller(),
        view.called(),
        view.connected(),
        view.redirection(),
        view.redirecting(),
        view.comment(),
        view.conference(),
        view.details(),
        memo);
  }

  @Test
  void adopt_knownCall_changesNothing() {
    CallView own = after.inbound(BUSY, "c1").lastCall();
    assertThat(adopt(own).last()).isEmpty();
    assertThat(after.mapper.calls()).containsExactly(own);
  }

  @Test
  void adopt_callThatEndedMeanwhile_isIdle() {
    CallView own = after.inbound(BUSY, "c1").lastCall();
    after.inbound(HANGUP, "c1");
    assertThat(adopt(own).told()).containsExactly("IDLE");
  }

  @Test
  void adopt_channelWasSeenAlready_keepsTheIdOfTheProvider() {
    CallView held = heldInbound();
    CallView young = after.inbound(HOLD, "c1").lastCall();
    assertThat(young.id()).isNotEqualTo(held.id());
    adopt(held);
    assertThat(after.told()).containsExactly("IDLE", "ONHOLD");
    assertThat(after.living()).containsOnlyKeys(held.id());
    assertThat(after.inbound(BUSY, "c1").lastCall().id()).isEqualTo(held.id());
  }

  @Test
  void adopt_twoIdsForOneChannel_oneLives() {
    CallView held = heldInbound();
    CallView twin =
        new CallView(
            new CallId(held.id().value() + 50),
            held.line(),
            held.state(),
            held.mode(),
            held.features(),
            held.origin(),
            held.reason(),
            held.callId(),
            0,
            held.since(),
            held.caller(),
            held.called(),
            held.connected(),
            held.redirection(),
            held.redirecting(),
            "",
            held.conference(),
            held.details(),
            held.memo());
    adopt(held, twin);
    assertThat(after.told()).containsExactly("CONNECTED", "IDLE");
    assertThat(after.living()).containsOnlyKeys(held.id());
  }

  @Test
  void adopt_ids_areNotGivenAgain() {
    CallView held = heldInbound();
    Scene same = Scene.inService();
    same.note(same.mapper.adopt(same.now, List.of(held)));
    same.inbound(RINGING, "new");
    assertThat(same.lastCall().id()).isNotEqualTo(held.id());
    assertThat(same.lastCall().callId()).isNotEqualTo(held.callId());
  }

  @Test
  void adopt_dialledWithoutChannel_mayStillGetIt() {
    CallId id = before.makeCall(Scene.AHAB, "0015085550100");
    CallView held = before.success().lastCall();
    adopt(held);
    assertThat(after.living()).containsEntry(id, CallState.DIALING);
    after.outbound(RINGING, "c1");
    assertThat(after.living()).containsEntry(id, CallState.RINGBACK);
    Scene third = Scene.inService();
    third.note(third.mapper.adopt(third.now, List.of(held)));
    assertThat(third.pass(Duration.ofSeconds(30)).told())
        .containsExactly("DISCONNECTED(UNAVAIL)", "IDLE");
  }

  @Test
  void adopt_dialTone_isIdle() {
    before.makeCall(Scene.AHAB, "");
    assertThat(adopt(before.lastCall()).told()).containsExactly("IDLE");
  }

  @Test
  void lineIds_sameForANewMapper() {
    Scene young = new Scene(new LineMapper(LineMapperOptions.of("mobydick", 5, Map.of())));
    young.note(young.mapper.users(young.now, List.of(Scene.AHAB), Set.of(Scene.AHAB.name())));
    assertThat(young.line(Scene.AHAB)).isEqualTo(before.line(Scene.AHAB));
  }
}
