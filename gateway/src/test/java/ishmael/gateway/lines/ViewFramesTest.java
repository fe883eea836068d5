package ishmael.gateway.lines;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.AddressFeature;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallParty;
import ishmael.linemapper.CallReason;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineFeature;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import ishmael.linemapper.Memo;
import ishmael.linemapper.Party;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.LineFrame;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewFramesTest {
  private static CallView call(String comment) {
    return new CallView(
        new CallId(Long.MIN_VALUE + 3),
        new LineId(0xFFFFFFFF),
        CallState.DISCONNECTED,
        0x20,
        Set.of(CallFeature.DROP, CallFeature.UNHOLD),
        CallOrigin.OUTBOUND,
        CallReason.DIRECT,
        17,
        18,
        Instant.parse("2026-11-23T10:00:00.123Z"),
        CallParty.of(new Party("Ahab", "101")),
        CallParty.of(new Party("", "0301234567")),
        CallParty.UNKNOWN,
        CallParty.UNAVAIL,
        CallParty.of(new Party("Pip", "")),
        comment,
        Optional.of(new CallId(Long.MIN_VALUE + 9)),
        "channel=SIP/1\nlabel=VIP\n",
        new Memo(new byte[] {1, 2, -1}));
  }

  @Test
  void call_thereAndBack_isEqual() {
    assertThat(ViewFrames.view(ViewFrames.call(call("VIP")))).contains(call("VIP"));
  }

  @Test
  void call_always_hasTapisConstants() {
    CallFrame frame = ViewFrames.call(call(""));
    assertThat(frame.state()).isEqualTo(0x4000);
    assertThat(frame.features()).isEqualTo(0x08000080);
    assertThat(frame.since()).isEqualTo(1795428000123L);
    assertThat(frame.parties().called().flags()).isEqualTo(0x08);
    assertThat(frame.parties().redirecting().flags()).isEqualTo(0x04);
    assertThat(frame.call()).isNegative();
  }

  @Test
  void call_endlessAndBrokenTexts_fitIntoAFrame() {
    String endless = "\uD83D\uDC0B".repeat(5_000);
    CallParty party = CallParty.of(new Party(endless, "\uD83D" + endless));
    CallView view = call(endless);
    CallView large =
        new CallView(
            view.id(),
            view.line(),
            view.state(),
            view.mode(),
            view.features(),
            view.origin(),
            view.reason(),
            view.callId(),
            view.relatedCallId(),
            view.since(),
            party,
            party,
            party,
            party,
            party,
            endless,
            Optional.empty(),
            "channel=1\nlabel=" + endless,
            new Memo(new byte[1024]));
    CallFrame frame = ViewFrames.call(large);
    assertThat(FrameCodec.encode(frame).length).isLessThan(65_536);
    assertThat(frame.details()).isEqualTo("channel=1\n");
    assertThat(frame.parties().caller().number()).startsWith("\uFFFD\uD83D\uDC0B");
  }

  @Test
  void view_unknownState_isNothing() {
    CallFrame frame = ViewFrames.call(call("")).withState(0x40000000, 0, 0, 0);
    assertThat(ViewFrames.view(frame)).isEmpty();
  }

  @Test
  void view_impossibleTime_survives() {
    CallFrame frame =
        ViewFrames.call(call("")).withState(CallState.CONNECTED.code(), 0, 0, Long.MAX_VALUE);
    assertThat(ViewFrames.view(frame)).isPresent();
  }

  @Test
  void line_always_hasTapisConstants() {
    LineFrame frame =
        ViewFrames.line(
            new LineView(
                new LineId(9),
                false,
                "Captain Ahab (101)",
                "101",
                "down",
                Set.of(LineFeature.MAKECALL),
                Set.of(AddressFeature.MAKECALL, AddressFeature.PICKUP),
                Set.of(CallFeature.ANSWER),
                70_000,
                2,
                3,
                Optional.of("102")));
    assertThat(frame)
        .isEqualTo(
            new LineFrame(
                9, false, "Captain Ahab (101)", "101", "down", 8, 6, 4, 65_535, 2, 3, "102"));
  }
}
