package ishmael.linemapper;

import static ishmael.linemapper.PhoneEvent.ChannelEventType.BUSY;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.HOLD;
import static ishmael.linemapper.PhoneEvent.ChannelEventType.UNHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SwapHold: the hold key twice, where the second press takes the right call back. */
class SwapTest {
  private static final String HOLD_KEY = "Hold[device=Snom A]";

  private final Scene scene = Scene.inService();
  private final Desk desk = new Desk(scene);

  /** The older call talks, the newer one is held. */
  private final CallId talks = desk.talking("c1");

  private final CallId held = heldLater();

  private CallId heldLater() {
    scene.inbound(HOLD, "c1");
    CallId newer = desk.toQueequeg(BUSY, "c2").newest();
    desk.toQueequeg(HOLD, "c2");
    scene.inbound(UNHOLD, "c1");
    return newer;
  }

  private Scene swap(CallId call, CallId other) {
    return scene.request(new LineRequest.SwapHold(desk.header(), call, other));
  }

  @Test
  void swap_newerIsHeld_pressesTwiceAndAnswersWhenItTalks() {
    assertThat(desk.features(talks)).contains(CallFeature.SWAPHOLD);
    assertThat(swap(talks, held).told()).containsExactly(HOLD_KEY);
    scene.success();
    assertThat(scene.inbound(HOLD, "c1").told()).contains(HOLD_KEY, "ONHOLD").doesNotContain("ok");
    scene.success();
    assertThat(desk.toQueequeg(UNHOLD, "c2").told()).startsWith("ok").contains("CONNECTED");
    assertThat(desk.state(talks)).isEqualTo("ONHOLD");
    assertThat(desk.state(held)).isEqualTo("CONNECTED");
  }

  @Test
  void swap_phoneChoosesOtherwise_failsWithTrueStates() {
    swap(talks, held);
    scene.success();
    scene.inbound(HOLD, "c1");
    scene.success();
    assertThat(scene.inbound(UNHOLD, "c1").told()).contains("!OPERATIONFAILED", "CONNECTED");
    assertThat(desk.state(talks)).isEqualTo("CONNECTED");
    assertThat(desk.state(held)).isEqualTo("ONHOLD");
  }

  @Test
  void swap_secondKeyRefused_failsAndBothAreHeld() {
    swap(talks, held);
    scene.success();
    scene.inbound(HOLD, "c1");
    assertThat(scene.failure("no").told()).contains("!OPERATIONFAILED");
    assertThat(desk.state(talks)).isEqualTo("ONHOLD");
    assertThat(desk.state(held)).isEqualTo("ONHOLD");
  }

  @Test
  void swap_olderIsHeld_theKeyWouldTakeTheWrongOneBack() {
    scene.inbound(HOLD, "c1");
    desk.toQueequeg(UNHOLD, "c2");
    assertThat(desk.features(held)).doesNotContain(CallFeature.SWAPHOLD);
    assertThat(swap(held, talks).told()).containsExactly("!OPERATIONUNAVAIL");
  }

  @Test
  void swap_wrongWayRoundOrUnknown_isRefused() {
    assertThat(swap(held, talks).told()).containsExactly("!INVALCALLSTATE");
    assertThat(swap(talks, new CallId(5)).told()).containsExactly("!INVALCALLHANDLE");
    assertThat(swap(talks, talks).told()).containsExactly("!INVALCALLHANDLE");
  }
}
