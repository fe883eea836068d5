package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.xmpp.AnswerFrom;
import ishmael.simulator.phonesystem.xmpp.XmppServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {
  private static final String DIAL = "<DialFrom identity='ahab' target='0015085550103'/>";
  private static final String CHANNEL_EVENTS =
      "<AddSubscription><Subscription module='base' type='ChannelEvent' scope='supervisor'/>"
          + "</AddSubscription>";

  private PhoneSystem system;
  private WireClient client;

  @BeforeEach
  void start() throws Exception {
    system = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));
    client = login();
    client.ask("event", CHANNEL_EVENTS);
  }

  private WireClient login() throws Exception {
    return WireClient.login(system, Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD, "TS01");
  }

  @AfterEach
  void stop() {
    client.close();
    system.close();
  }

  private String fromOfAnswer() throws Exception {
    return String.valueOf(
        (Object) client.answerTo(client.send("redirect", "<FindOwn/>")).getFrom());
  }

  private static boolean isAnswerOrEvent(Stanza stanza) {
    return stanza instanceof IQ || stanza instanceof Message;
  }

  @Test
  void answer_byDefault_comesBeforeTheEvent() throws Exception {
    client.send("base", DIAL);
    assertThat(client.next(FaultsTest::isAnswerOrEvent)).isInstanceOf(IQ.class);
    assertThat(client.next(FaultsTest::isAnswerOrEvent)).isInstanceOf(Message.class);
  }

  @Test
  void eventBeforeAnswer_sendsTheEventFirst() throws Exception {
    system.xmpp().faults().eventBeforeAnswer(true);
    client.send("base", DIAL);
    assertThat(client.next(FaultsTest::isAnswerOrEvent)).isInstanceOf(Message.class);
    assertThat(client.next(FaultsTest::isAnswerOrEvent)).isInstanceOf(IQ.class);
  }

  @Test
  void swallow_callsButNeverAnswers() throws Exception {
    system.xmpp().faults().swallow("base.DialFrom");
    String id = client.send("base", DIAL);
    assertThat(client.event().childText("eventType")).isEqualTo("ringing");
    String later = client.send("redirect", "<FindOwn/>");
    Stanza next = client.next(IQ.class::isInstance);
    assertThat(next.getStanzaId()).isEqualTo(later).isNotEqualTo(id);
  }

  @Test
  void lose_neitherCallsNorAnswers() throws Exception {
    system.xmpp().faults().lose("base.DialFrom");
    client.send("base", DIAL);
    String later = client.send("redirect", "<FindOwn/>");
    assertThat(client.next(FaultsTest::isAnswerOrEvent).getStanzaId()).isEqualTo(later);
    assertThat(system.engine().channels()).isEmpty();
  }

  @Test
  void answerTwice_callsOnce() throws Exception {
    system.xmpp().faults().answerTwice("base.DialFrom");
    String id = client.send("base", DIAL);
    assertThat(client.next(IQ.class::isInstance).getStanzaId()).isEqualTo(id);
    assertThat(client.next(IQ.class::isInstance).getStanzaId()).isEqualTo(id);
    assertThat(system.engine().channels()).hasSize(1);
  }

  @Test
  void answerWithErrorIq_doesNotCall() throws Exception {
    system.xmpp().faults().answerWithErrorIq("base.DialFrom");
    assertThat(client.answerTo(client.send("base", DIAL)).getError()).isNotNull();
    assertThat(system.engine().channels()).isEmpty();
    system.xmpp().faults().clear();
    assertThat(client.ask("base", DIAL).name()).isEqualTo("Success");
  }

  @Test
  void delayAnswers_answersLater() throws Exception {
    system.xmpp().faults().delayAnswers(Duration.ofMillis(300));
    long before = System.nanoTime();
    client.ask("redirect", "<FindOwn/>");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void answerFrom_takesTheChosenForm() throws Exception {
    assertThat(fromOfAnswer()).isEqualTo("null");
    system.xmpp().faults().answerFrom(AnswerFrom.BARE);
    assertThat(fromOfAnswer()).isEqualTo("ts-supervisor@mobydick");
    system.xmpp().faults().answerFrom(AnswerFrom.SERVER);
    assertThat(fromOfAnswer()).isEqualTo("mobydick");
  }

  @Test
  void dropConnections_resetsAndLetsComeBack() throws Exception {
    system.engine().dial("ahab", Pequod.NEVER_ANSWERS);
    system.xmpp().dropConnections();
    assertThat(client.loses()).isTrue();
    client = login();
    assertThat(system.xmpp().sessions()).containsExactly("ts-supervisor@mobydick/TS01");
    assertThat(system.engine().channels()).hasSize(1);
  }

  @Test
  void stopAndStart_keepPortAndCalls() throws Exception {
    int port = system.xmpp().port();
    system.engine().dial("ahab", Pequod.NEVER_ANSWERS);
    system.xmpp().stop();
    assertThat(client.loses()).isTrue();
    assertThat(system.xmpp().sessions()).isEmpty();
    assertThatThrownBy(this::login).isInstanceOf(Exception.class);
    system.xmpp().start();
    assertThat(system.xmpp().port()).isEqualTo(port);
    client = login();
    client.ask("event", CHANNEL_EVENTS);
    system.engine().clearCalls();
    assertThat(client.event().childText("eventType")).isEqualTo("hangup");
  }

  @Test
  void killAndStart_letComeBack() throws Exception {
    system.xmpp().kill();
    assertThat(client.loses()).isTrue();
    system.xmpp().start();
    client = login();
    assertThat(client.ask("redirect", "<FindOwn/>").name()).isEqualTo("RedirectEntry");
  }

  @Test
  void sendRaw_malformed_breaksTheStreamOfThatSession() throws Exception {
    system.xmpp().sendRaw(client.jid(), "<message><body>&undefined;</body></message>");
    assertThat(client.loses()).isTrue();
    assertThatThrownBy(() -> system.xmpp().sendRaw("nobody@mobydick/x", "<x/>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void start_portInUse_saysSo() {
    try (XmppServer second = new XmppServer(system.engine(), "mobydick", system.xmpp().port())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Cannot open the XMPP port");
      assertThat(second.isRunning()).isFalse();
    }
  }

  @Test
  void rosterPushes_switchedOff_theRosterChangesInSilence() throws Exception {
    try (RawClient listed = RawClient.login(system, "pip", Pequod.CREW_PASSWORD, "desk")) {
      listed.ask("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>", "</iq>");
      system.xmpp().faults().rosterPushes(false);
      system.engine().withdrawRole("Stubb", Pequod.CREW_ROLE);
      system.xmpp().faults().clear();
      system.engine().withdrawRole("Flask", Pequod.CREW_ROLE);

      assertThat(listed.read("</iq>")).contains("flask@mobydick").doesNotContain("stubb");
    }
  }
}
