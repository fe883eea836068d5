package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.UserName;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that look alive and are not, and readers that fail: over TCP and TLS. */
@Timeout(120)
class LivenessTest {
  private static final UserName AHAB = new UserName("ahab");

  private final Harness harness = new Harness();
  private final Recorder recorder = harness.recorder;

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void defaults_deadLink_isKnownWithinAMinute() {
    // The last sign of life may come just after a heartbeat, which counts for the next one.
    assertThat(LinkTiming.DEFAULT.heartbeat().multipliedBy(3)).isLessThan(Duration.ofSeconds(60));
    assertThat(LinkTiming.DEFAULT.attemptLimit()).isLessThan(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"io", "parsing", "runtime", "null", "assertion", "linkage", "stack"})
  void readerThatThrows_anything_costsOneStanza(String fuse) throws Exception {
    try (Bomb bomb = new Bomb()) {
      harness.online();

      harness.raw(bomb.message(fuse));
      harness.raw(event("SIP/after-1"));

      assertThat(recorder.next(ChannelEvent.class).channel().value()).isEqualTo("SIP/after-1");
      assertThat(recorder.taken()).noneMatch(Offline.class::isInstance);
      assertThat(harness.dropped("malformed")).isEqualTo(1);
    }
  }

  @Test
  void readerThatNeverReturns_heartbeatEndsTheLink() throws Exception {
    try (Bomb bomb = new Bomb()) {
      harness.online(Harness.ALERT);

      harness.raw(bomb.message("stuck"));

      assertThat(recorder.next(Offline.class).reason())
          .isEqualTo(LinkProblem.silent("localhost", Duration.ofMillis(600)).sentence());
      recorder.next(Online.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message from='pbx.mobydick'><body>&#1;</body></message>",
        "<message from='pbx.mobydick'><body>&whale;</body></message>",
        "<message from='pbx.mobydick'><x:body/></message>",
      })
  void received_noXml_connectsAgainOrGoesOn(String xml) throws Exception {
    harness.online(Harness.ALERT);

    harness.raw(xml);
    harness.server.engine().dial("Pip", "101");

    // What the parser refuses ends the stream, what it takes does not; calls are heard again.
    boolean ended =
        recorder.next(Object.class, one -> one instanceof Offline || one instanceof ChannelEvent)
            instanceof Offline;
    if (ended) {
      recorder.next(Online.class);
      harness.server.engine().clearCalls();
      harness.server.engine().dial("Pip", "101");
      recorder.next(ChannelEvent.class);
    }
  }

  @Test
  void peerThatTalksButDoesNotRead_endsInBoundedTime() throws Exception {
    try (FreezingProxy proxy = new FreezingProxy(harness.server.xmpp().port())) {
      harness.online(harness.supervisor().port(proxy.port()).timing(Harness.ALERT).build());
      proxy.freezeTowardsServer();
      String longNumber = "1".repeat(60_000);
      for (int i = 0; i < 250; i++) {
        harness.submit(new PhoneCommand.Dial(AHAB, longNumber));
      }
      LinkLoop talker = new LinkLoop("talker");
      talker.every(Duration.ofMillis(50), () -> harness.raw(event("SIP/talk-1")));

      Offline end = recorder.next(Offline.class);
      talker.end();

      assertThat(end.reason())
          .isEqualTo(LinkProblem.notReading("localhost", Duration.ofMillis(600)).sentence());
      recorder.next(Online.class);
      assertThat(harness.server.engine().channelsOf("Ahab")).isEmpty();
    }
  }

  @Test
  void dialThatWasOnItsWay_afterReconnect_isNotSentAgain() throws Exception {
    try (FreezingProxy proxy = new FreezingProxy(harness.server.xmpp().port())) {
      harness.online(harness.supervisor().port(proxy.port()).timing(Harness.ALERT).build());
      proxy.freeze();
      CommandId stale = harness.submit(new PhoneCommand.Dial(AHAB, "102"));

      assertThat(harness.outcome(stale))
          .isInstanceOfAny(CommandOutcome.Silence.class, CommandOutcome.NotSent.class);
      recorder.next(Online.class);

      CommandId next = harness.submit(new PhoneCommand.Hold(new DeviceName("no such phone")));
      assertThat(harness.outcome(next)).isInstanceOf(CommandOutcome.Failure.class);
      assertThat(harness.server.engine().channelsOf("Ahab")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pbx.mobydick", "mobydick/x", "cmd@mobydick", "elsewhere"})
  void answer_fromAnyAddress_isTaken(String from) throws Exception {
    harness.online();
    harness.server.xmpp().faults().swallow("base.DialFrom");
    CommandId id = harness.submit(new PhoneCommand.Dial(AHAB, "102"));

    // The ids of a link count on from its first question; all of them are tried.
    for (int i = 0; i < 30; i++) {
      harness.raw(
          "<iq type='result' from='"
              + from
              + "' id='"
              + harness.idPrefix()
              + i
              + "'>"
              + "<cmd xmlns='http://www.pascom.net/mobydick' module='base'><Success/></cmd></iq>");
    }

    assertThat(harness.outcome(id).taken()).isTrue();
  }

  @Test
  void loginThatFailsWhileReconnecting_isTriedAgain() throws Exception {
    harness.online(Harness.IMPATIENT);
    harness.server.xmpp().faults().swallow("xmppuser.ClientInfo");
    harness.server.xmpp().dropConnections();
    recorder.next(
        Offline.class,
        state ->
            state.reason().equals(LinkProblem.noUserInfo("ts-supervisor", "no answer").sentence()));

    harness.server.xmpp().faults().clear();

    recorder.next(Online.class);
  }

  @Test
  void listenerThatThrowsErrors_everyEventStillComes() throws Exception {
    FailingListener listener = new FailingListener(20);
    try (ishmael.gateway.phonesystem.PhoneSystem link =
        SmackPhoneSystem.create(
            harness.supervisor().build(), listener, harness.registry, () -> 7)) {
      link.start();
      listener.awaitOnline();
      for (int i = 1; i <= 40; i++) {
        harness.raw(event("SIP/error-" + i));
      }
      listener.awaitEvent("SIP/error-40");
      assertThat(listener.events()).isEqualTo(40);
    }
  }

  @Test
  void listenerThatThrowsErrors_whenTheLinkEnds_linkComesBack() throws Exception {
    FailingListener listener = new FailingListener(0);
    try (ishmael.gateway.phonesystem.PhoneSystem link =
        SmackPhoneSystem.create(
            harness.supervisor().build(), listener, harness.registry, () -> 7)) {
      link.start();
      listener.awaitOnline();
      harness.server.xmpp().faults().swallow("base.DialFrom");
      link.submit(new CommandId(1), new PhoneCommand.Dial(AHAB, "102"));

      harness.server.xmpp().dropConnections();

      listener.awaitOnline();
    }
  }

  private static String event(String channel) {
    return "<message from='pbx.mobydick' to='ts-supervisor@mobydick/TS01'>"
        + "<cmd xmlns='http://www.pascom.net/mobydick' module='base'>"
        + "<ChannelEvent><eventType>ringing</eventType><eventId>"
        + channel
        + "</eventId><outbound>false</outbound></ChannelEvent></cmd></message>";
  }
}
