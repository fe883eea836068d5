package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestsTest {
  private static final Element COMMAND = Element.of("cmd");
  private static final Reply ANSWER = new Reply.Silent();

  private final LinkLoop loop = new LinkLoop("test");
  private final List<Outgoing> sent = new ArrayList<>();

  @AfterEach
  void stop() {
    loop.end();
  }

  private Requests requests(Duration limit) {
    return new Requests(sent::add, loop, "t-", limit);
  }

  private void onLoop(Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.post(task);
    loop.post(done::countDown);
    assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ask_tenThousandWithoutAnswer_leaveNothingBehind() throws Exception {
    Requests requests = requests(Duration.ofMillis(300));
    AtomicInteger withdrawn = new AtomicInteger();
    AtomicInteger silent = new AtomicInteger();
    CountDownLatch ends = new CountDownLatch(10_000);
    onLoop(
        () -> {
          for (int i = 0; i < 10_000; i++) {
            requests.ask(
                COMMAND,
                reply -> {
                  (reply instanceof Reply.Silent ? silent : withdrawn).incrementAndGet();
                  ends.countDown();
                });
          }
          sent.subList(0, 5_000).forEach(Outgoing::begin);
        });

    assertThat(ends.await(40, TimeUnit.SECONDS)).isTrue();
    onLoop(() -> assertThat(requests.waiting()).isZero());
    assertThat(loop.waiting()).isZero();
    assertThat(silent.get() + withdrawn.get()).isEqualTo(10_000);
    assertThat(withdrawn.get()).isGreaterThanOrEqualTo(5_000);
    assertThat(sent.subList(5_000, 10_000)).noneMatch(Outgoing::begin);
  }

  @Test
  void answered_manyAtOnce_leaveNoTimers() throws Exception {
    Requests requests = requests(Duration.ofHours(1));
    AtomicInteger answers = new AtomicInteger();
    onLoop(
        () -> {
          for (int i = 0; i < 10_000; i++) {
            requests.ask(COMMAND, reply -> answers.incrementAndGet());
          }
          sent.forEach(one -> requests.answered(one.stanza().getStanzaId(), ANSWER));
        });

    assertThat(answers.get()).isEqualTo(10_000);
    assertThat(requests.waiting()).isZero();
    assertThat(loop.waiting()).isZero();
  }

  @Test
  void answered_twice_countsOnce() throws Exception {
    Requests requests = requests(Duration.ofHours(1));
    AtomicInteger answers = new AtomicInteger();
    onLoop(
        () -> {
          requests.ask(COMMAND, reply -> answers.incrementAndGet());
          String id = sent.get(0).stanza().getStanzaId();
          assertThat(requests.answered(id, ANSWER)).isTrue();
          assertThat(requests.answered(id, ANSWER)).isFalse();
          requests.end("over");
        });

    assertThat(answers.get()).isEqualTo(1);
  }

  private static String written(Outgoing outgoing) {
    return outgoing.toXML(XmlEnvironment.EMPTY).toString();
  }

  private static Outgoing presence(Duration limit) {
    Presence presence = StanzaBuilder.buildPresence("p1").build();
    return new Outgoing(presence, limit);
  }

  @Test
  void toXml_withinTheLimit_isTheStanzaAndCannotBeWithdrawn() {
    Outgoing outgoing = presence(Duration.ofHours(1));

    assertThat(written(outgoing)).startsWith("<presence").contains("p1");
    assertThat(outgoing.withdraw()).isFalse();
  }

  @Test
  void toXml_afterTheLimit_isABlank() {
    Outgoing late = presence(Duration.ZERO);

    assertThat(written(late)).isEqualTo(" ");
    assertThat(late.waiting()).isFalse();
  }

  @Test
  void toXml_withdrawn_isABlank() {
    Outgoing outgoing = presence(Duration.ofHours(1));

    assertThat(outgoing.withdraw()).isTrue();
    assertThat(written(outgoing)).isEqualTo(" ");
  }
}
