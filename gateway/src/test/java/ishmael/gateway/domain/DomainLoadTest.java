package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.LineError;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Too much, or too wrong. */
class DomainLoadTest extends DomainScene {
  @Test
  void event_fullQueue_shedsAndRenewsTheLink() throws Exception {
    EnumMap<Lane, Integer> bounds = new EnumMap<>(Map.of(Lane.EVENT, 3, Lane.REQUEST, 2));
    TurnQueue small = new TurnQueue(bounds);
    CountDownLatch stuck = new CountDownLatch(1);
    Domain narrow = domain(List.of(), small);
    small.offer(Lane.CONTROL, board -> awaitQuietly(stuck));
    for (int n = 0; n < 10; n++) {
      narrow.event(Crew.inbound(ChannelEventType.RINGING, "SIP/" + n, Crew.AHAB));
    }
    assertThat(small.size()).isLessThanOrEqualTo(5);
    narrow.start(phones);
    try {
      assertThat(phones.reconnects).isEmpty();
      stuck.countDown();
      assertThat(phones.reconnects.poll(5, TimeUnit.SECONDS)).contains("faster");
      assertThat(meters.counter("ishmael.domain.events.shed").count()).isEqualTo(7);
      narrow.state(new LinkState.Offline("renewed", Duration.ofSeconds(1)));
      narrow.connected(peer, List.of());
      narrow.directory(Crew.ALL);
      narrow.state(Crew.SUPERVISOR);
      peer.until("welcome");
      narrow.event(Crew.inbound(ChannelEventType.RINGING, "SIP/new", Crew.AHAB));
      assertThat(peer.next()).startsWith("call OFFERING");
    } finally {
      narrow.close();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void request_fullQueue_disconnectsThatProvider() throws Exception {
    Domain narrow = domain(List.of(), new TurnQueue(new EnumMap<>(Map.of(Lane.REQUEST, 2))));
    for (int n = 1; n <= 3; n++) {
      narrow.refuse(peer, n, LineError.OPERATIONUNAVAIL);
    }
    assertThat(peer.next()).isEqualTo("disconnected: it asks faster than the gateway can answer");
    assertThat(peer.rest()).isEmpty();
    narrow.close();
  }

  @Test
  void turn_failing_doesNotEndTheThread() throws Exception {
    TurnQueue queue = new TurnQueue();
    Domain other = domain(List.of(), queue);
    other.start(phones);
    try {
      queue.offer(
          Lane.EVENT,
          board -> {
            throw new IllegalStateException("on purpose");
          });
      other.connected(peer, List.of());
      other.directory(Crew.ALL);
      other.state(Crew.SUPERVISOR);
      peer.until("welcome");
      assertThat(meters.counter("ishmael.domain.turns.failed").count()).isEqualTo(1);
    } finally {
      other.close();
    }
  }
}
