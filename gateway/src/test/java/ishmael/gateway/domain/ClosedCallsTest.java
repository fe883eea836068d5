package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.RequestKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a provider hears of a call that it has closed, and what others hear. */
@Timeout(60)
class ClosedCallsTest {
  private final Instant now = Instant.parse("2026-01-01T08:00:00Z");
  private final LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
  private final Switchboard board =
      new Switchboard(mapper, new FakePhones(), () -> now, List.of(), new Gate(Guard.open()));
  private final FakeProvider peer = new FakeProvider(1);
  private final FakeProvider second = new FakeProvider(2);
  private String call = "";

  @BeforeEach
  void talk() {
    board.directory(Crew.ALL);
    board.link(Crew.SUPERVISOR);
    board.connected(peer, List.of());
    board.connected(second, List.of());
    hear(ChannelEventType.BUSY);
    List<String> heard = peer.rest();
    assertThat(second.rest()).isEqualTo(heard);
    call = heard.get(heard.size() - 1).replace("call CONNECTED ", "");
  }

  private void hear(ChannelEventType type) {
    board.event(Crew.inbound(type, "SIP/1", Crew.AHAB));
  }

  private Header header() {
    LineId line = mapper.lineIds().getOrDefault(Crew.AHAB.name(), new LineId(1));
    return new Header(new RequestKey(peer.number(), 0), new Caller.Nobody(1702), line);
  }

  private void closes() {
    CallId id = new CallId(Long.parseUnsignedLong(call, 16));
    board.request(peer, new LineRequest.CloseCall(header(), id));
  }

  @Test
  void closed_byOne_theOtherHearsOn() {
    closes();
    hear(ChannelEventType.HOLD);
    assertThat(peer.rest()).isEmpty();
    assertThat(second.rest()).containsExactly("call ONHOLD " + call);
  }

  @Test
  void closed_thenEnds_isTheEndForBoth() {
    closes();
    hear(ChannelEventType.HANGUP);
    assertThat(peer.rest()).containsExactly("call IDLE " + call);
    assertThat(second.rest()).containsExactly("call DISCONNECTED " + call, "call IDLE " + call);
  }

  @Test
  void closed_thenLineOpened_isShownAgainToThatOneOnly() {
    closes();
    hear(ChannelEventType.HOLD);
    second.rest();
    board.request(peer, new LineRequest.OpenLine(header()));
    assertThat(peer.rest()).containsExactly("call ONHOLD " + call);
    hear(ChannelEventType.UNHOLD);
    assertThat(peer.rest()).containsExactly("call CONNECTED " + call);
    assertThat(second.rest()).containsExactly("call CONNECTED " + call);
  }

  @Test
  void closedAndOver_thenLineOpened_isNothing() {
    closes();
    hear(ChannelEventType.HANGUP);
    peer.rest();
    board.request(peer, new LineRequest.OpenLine(header()));
    assertThat(peer.rest()).isEmpty();
  }

  @Test
  void lineOpened_nothingClosed_isNothingNew() {
    board.request(peer, new LineRequest.OpenLine(header()));
    assertThat(peer.rest()).isEmpty();
  }

  @Test
  void lineClosed_callsGoOnInTheProvidersCache() {
    board.request(peer, new LineRequest.CloseLine(header()));
    hear(ChannelEventType.HANGUP);
    assertThat(peer.rest())
        .as("else it would keep a call that is over")
        .containsExactly("call DISCONNECTED " + call, "call IDLE " + call);
  }

  @Test
  void closed_thenProviderConnectsAnew_isInItsWelcome() {
    closes();
    board.gone(peer.number());
    FakeProvider again = new FakeProvider(3);
    board.connected(again, List.of());
    assertThat(again.calls()).extracting(view -> view.id().toString()).containsExactly(call);
  }
}
