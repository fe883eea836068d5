package ishmael.tsp.peer;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.tsp.endpoint.Samples;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.peer.LineEvent.CallInfoChanged;
import ishmael.tsp.peer.LineEvent.CallStateChanged;
import ishmael.tsp.peer.LineEvent.LineAdded;
import ishmael.tsp.peer.LineEvent.LineChanged;
import ishmael.tsp.peer.LineEvent.LineInService;
import ishmael.tsp.peer.LineEvent.LineOutOfService;
import ishmael.tsp.peer.LineEvent.LineRemoved;
import ishmael.tsp.peer.LineEvent.NewCall;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineCacheTest {
  private static final int OFFERING = 2;
  private static final int CONNECTED = 0x100;
  private static final int IDLE = 1;
  private static final long OWN = Long.MIN_VALUE | 7;

  private final LineCache cache = new LineCache();

  private LineCache withOpenLine() {
    cache.line(Samples.line(1));
    cache.open(1);
    return cache;
  }

  private static CallStateChanged idle(CallFrame last) {
    return new CallStateChanged(last.withState(IDLE, 0, 0, last.since()));
  }

  @Test
  void newLine_isAddedOnce() {
    assertThat(cache.line(Samples.line(1))).containsExactly(new LineAdded(Samples.line(1)));
    assertThat(cache.line(Samples.line(1))).isEmpty();
  }

  @Test
  void line_goesOutOfServiceAndComesBack() {
    cache.line(Samples.line(1));

    assertThat(cache.line(Samples.line(1, false)))
        .containsExactly(new LineOutOfService(1, "no phone"));
    assertThat(cache.line(Samples.line(1, false))).isEmpty();
    assertThat(cache.line(Samples.line(1))).containsExactly(new LineInService(Samples.line(1)));
  }

  @Test
  void line_withAnotherName_isChanged() {
    cache.line(Samples.line(1));
    var renamed =
        new ishmael.tsp.frame.LineFrame(
            1, true, "Ishmael (101)", "101", "", 8, 1, 0x85, 1, 1, 0, "");

    assertThat(cache.line(renamed)).containsExactly(new LineChanged(renamed));
  }

  @Test
  void call_onAnOpenLine_isNewThenHasAState() {
    CallFrame call = Samples.call(5, 1, OFFERING);

    List<LineEvent> events = withOpenLine().call(call);

    assertThat(events.subList(0, 2)).containsExactly(new NewCall(call), new CallStateChanged(call));
    assertThat(events.get(2)).isInstanceOf(CallInfoChanged.class);
    assertThat(cache.call(call)).as("the same again").isEmpty();
  }

  @Test
  void call_onAClosedLine_isTakenSilentlyAndAnnouncedAtOpen() {
    cache.line(Samples.line(1));
    CallFrame call = Samples.call(5, 1, OFFERING);

    assertThat(cache.call(call)).as("the same again").isEmpty();
    assertThat(cache.open(1)).startsWith(new NewCall(call), new CallStateChanged(call));
    assertThat(cache.open(1)).isEmpty();
  }

  @Test
  void line_closed_hearsNothingOfItsCalls() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));
    cache.closeLine(1);

    assertThat(cache.call(Samples.call(5, 1, CONNECTED))).isEmpty();
    assertThat(cache.call(Samples.call(5, 1, IDLE))).isEmpty();
    assertThat(cache.calls()).isEmpty();
  }

  @Test
  void changedCall_tellsInfoBeforeState() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));
    CallFrame changed = Samples.call(5, 1, CONNECTED, "Starbuck");

    assertThat(cache.call(changed))
        .containsExactly(
            new CallInfoChanged(changed, Set.of(CallInfoPart.CALLERID)),
            new CallStateChanged(changed));
  }

  @Test
  void idleCall_isGone_andNothingFollows() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));
    CallFrame end = Samples.call(5, 1, IDLE, "Starbuck");

    assertThat(cache.call(end)).containsExactly(new CallStateChanged(end));
    assertThat(cache.call(end)).isEmpty();
    assertThat(cache.calls()).isEmpty();
  }

  @Test
  void call_ofAnUnknownLine_isIgnored() {
    assertThat(withOpenLine().call(Samples.call(5, 2, OFFERING))).isEmpty();
    assertThat(cache.calls()).isEmpty();
  }

  @Test
  void ownCall_isSilentUntilConfirmed() {
    withOpenLine().ask(OWN, 1);
    CallFrame first = Samples.call(OWN, 1, 0x10);
    CallFrame second = Samples.call(OWN, 1, 0x20);

    assertThat(cache.call(first)).isEmpty();
    assertThat(cache.call(second)).isEmpty();
    List<LineEvent> events = cache.confirm(OWN);

    assertThat(events).first().isEqualTo(new CallStateChanged(first));
    assertThat(events).last().isEqualTo(new CallStateChanged(second));
    assertThat(events).noneMatch(NewCall.class::isInstance);
  }

  @Test
  void ownCall_thatFailed_leavesNothing() {
    withOpenLine().ask(OWN, 1);
    cache.call(Samples.call(OWN, 1, 0x10));

    cache.forget(OWN);

    assertThat(cache.calls()).isEmpty();
    assertThat(cache.endSnapshot()).noneMatch(CallStateChanged.class::isInstance);
  }

  @Test
  void closedCall_isNotTakenForANewOne_untilItsLineIsOpenedAgain() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));
    cache.close(5);

    assertThat(cache.call(Samples.call(5, 1, CONNECTED))).isEmpty();
    cache.closeLine(1);
    cache.open(1);
    assertThat(cache.call(Samples.call(5, 1, CONNECTED)))
        .startsWith(new NewCall(Samples.call(5, 1, CONNECTED)));
  }

  @Test
  void snapshot_endsWhatItDoesNotName() {
    withOpenLine();
    cache.line(Samples.line(2));
    cache.open(2);
    CallFrame stays = Samples.call(5, 1, OFFERING);
    CallFrame goes = Samples.call(6, 1, CONNECTED);
    CallFrame goesWithItsLine = Samples.call(7, 2, CONNECTED);
    List.of(stays, goes, goesWithItsLine).forEach(cache::call);
    cache.linkLost();

    cache.startSnapshot();
    assertThat(cache.line(Samples.line(1))).containsExactly(new LineInService(Samples.line(1)));
    assertThat(cache.call(stays)).isEmpty();

    assertThat(cache.endSnapshot())
        .containsExactly(idle(goes), idle(goesWithItsLine), new LineRemoved(2));
    assertThat(cache.calls()).containsExactly(stays);
  }

  @Test
  void ownCall_withoutAnyFrame_becomesIdleIfTheSnapshotLacksIt() {
    withOpenLine().ask(OWN, 1);
    cache.confirm(OWN);

    cache.startSnapshot();
    cache.line(Samples.line(1));
    List<LineEvent> events = cache.endSnapshot();

    assertThat(events).hasSize(1);
    assertThat(((CallStateChanged) events.get(0)).call().state()).isEqualTo(IDLE);
    assertThat(((CallStateChanged) events.get(0)).call().call()).isEqualTo(OWN);
  }

  @Test
  void linkLost_takesLinesOutOfServiceAndKeepsCalls() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));
    cache.line(Samples.line(2, false));

    assertThat(cache.linkLost()).containsExactly(new LineOutOfService(1, "there is no gateway"));
    assertThat(cache.calls()).hasSize(1);
    assertThat(cache.isInService(1)).isFalse();
  }

  @Test
  void lineGone_endsItsCallsFirst() {
    withOpenLine().call(Samples.call(5, 1, OFFERING));

    assertThat(cache.lineGone(1))
        .containsExactly(idle(Samples.call(5, 1, OFFERING)), new LineRemoved(1));
    assertThat(cache.lineGone(1)).isEmpty();
  }
}
