package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.NeedsAdmin;
import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What servers do wrong, over TCP and TLS: nothing of it may deafen the link or end it silently.
 */
@Timeout(120)
class TrapTest {
  private static final UserName AHAB = new UserName("ahab");
  private static final PhoneCommand DIAL = new PhoneCommand.Dial(AHAB, "102");
  private static final String CMD = "<cmd xmlns='http://www.pascom.net/mobydick' module='x'>";

  private final Harness harness = new Harness();
  private final Recorder recorder = harness.recorder;

  @AfterEach
  void stop() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iq type='error' id='x1'><error/></iq>",
        "<iq type='error' id='x2'/>",
        "<iq type='error' id='x3'><error code='501' type='cancel'/></iq>",
        "<iq type='error' id='x4'><error type='cancel'><dry-dock xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        "<iq id='x5'><query xmlns='jabber:iq:version'/></iq>",
        "<iq type='strange' id='x6'/>",
        "<iq type='result' id='x7'><unknown xmlns='urn:x'/></iq>",
        "<iq type='get' id='x8' from='mobydick'><query xmlns='jabber:iq:version'/></iq>",
        "<message from='@@/'><body>hello</body></message>",
        "<message type='strange' from='mobydick'/>",
        "<presence type='strange' from='ahab@mobydick/phone'/>",
        "<presence from='ahab@mobydick/phone'><show>whaling</show><priority>9999999</priority></presence>",
        "<message from='pbx.mobydick'><![CDATA[ <cmd> ]]></message>",
        "<message from='pbx.mobydick'><error xmlns='urn:x'/></message>",
        "<weather xmlns='urn:x'><wind/></weather>",
      })
  void received_badStanza_linkGoesOn(String xml) throws Exception {
    harness.online();

    harness.raw(xml);
    harness.raw(event("SIP/after-1"));

    assertThat(
            recorder.next(ChannelEvent.class, one -> one.channel().value().equals("SIP/after-1")))
        .isNotNull();
    assertThat(recorder.taken()).noneMatch(Offline.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iq type='get' id='r1' from='mobydick'><query xmlns='jabber:iq:version'/></iq>",
        "<iq type='set' id='r1' from='flask@mobydick/x'><harpoon xmlns='urn:x' barb='&lt;&apos;'>"
            + "<rope xmlns='urn:y'>\u00e4 \ud83d\udc0b &amp; more</rope></harpoon></iq>",
        "<iq type='set' id='r1' from='flask@mobydick/x'>"
            + "<query xmlns='jabber:iq:roster' xmlns:x='urn:x' x:xmlns='urn:y'/></iq>",
      })
  void received_requestThatWeRefuse_isAnsweredAndTheStreamGoesOn(String xml) throws Exception {
    harness.online();

    harness.raw(xml);

    XmlElement reply = harness.server.xmpp().nextReply(Duration.ofSeconds(10)).orElseThrow();
    assertThat(reply.attribute("id")).isEqualTo("r1");
    assertThat(reply.attribute("type")).isEqualTo("error");
    assertThat(reply.children()).extracting(XmlElement::name).containsExactly("error");
    CommandId next = harness.submit(new PhoneCommand.Hold(new DeviceName("no such phone")));
    assertThat(harness.outcome(next)).isInstanceOf(CommandOutcome.Failure.class);
    assertThat(recorder.taken()).noneMatch(Offline.class::isInstance);
  }

  @Test
  void received_deepOrUnknownEvents_areCountedAndDropped() throws Exception {
    harness.online();

    harness.raw(
        "<message from='pbx.mobydick'>"
            + CMD
            + "<a>".repeat(60)
            + "</a>".repeat(60)
            + "</cmd></message>");
    harness.raw("<message from='pbx.mobydick'>" + CMD + "<Sextant/></cmd></message>");
    harness.raw(event("SIP/dive-1").replace("ringing", "diving"));
    harness.raw(event("").replace("<eventId></eventId>", "<eventId/>"));
    harness.raw(event("SIP/after-2"));

    ChannelEvent only = recorder.next(ChannelEvent.class);
    assertThat(only.channel().value()).isEqualTo("SIP/after-2");
    assertThat(harness.dropped("malformed")).isEqualTo(1);
    assertThat(harness.dropped("unknown")).isEqualTo(1);
    assertThat(harness.dropped("unreadable")).isEqualTo(2);
  }

  @Test
  void received_eventOfAnotherUser_isDropped() throws Exception {
    harness.online();

    harness.raw(event("SIP/forged-1").replace("from='pbx.mobydick'", "from='flask@mobydick/x'"));
    harness.raw(event("SIP/forged-2").replace("from='pbx.mobydick'", "from='pbx.elsewhere'"));
    harness.raw(event("SIP/true-1"));

    assertThat(recorder.next(ChannelEvent.class).channel().value()).isEqualTo("SIP/true-1");
    assertThat(harness.dropped("foreign")).isEqualTo(2);
  }

  @Test
  void received_rosterPush_changesTheDirectoryUnlessForged() throws Exception {
    harness.online();
    String push =
        "<iq type='set' id='p1' from='%s'><query xmlns='jabber:iq:roster'>"
            + "<item jid='%s@mobydick' subscription='remove'/></query></iq>";

    harness.raw(push.formatted("flask@mobydick/x", "ahab"));
    harness.raw(push.formatted("ts-supervisor@mobydick", "pip"));

    Recorder.Listed changed = recorder.next(Recorder.Listed.class);
    assertThat(changed.users())
        .extracting(user -> user.name().value())
        .containsExactly("ahab", "flask", "queequeg", "starbuck", "stubb");
  }

  @Test
  void received_misnestedTags_heartbeatOrParserEndsTheLink() throws Exception {
    harness.online(Harness.ALERT);

    harness.raw("<message from='pbx.mobydick'><a><b></a></b></message>");

    recorder.next(Offline.class);
    recorder.next(Online.class);
  }

  @Test
  void received_endOfStream_connectsAgain() throws Exception {
    harness.online();

    harness.raw("</stream:stream>");

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(LinkProblem.closedByServer("localhost").sentence());
    recorder.next(Online.class);
  }

  @Test
  void received_somethingBehindTheEndOfStream_isClosedByTheServer() throws Exception {
    harness.online();

    harness.raw("</stream:stream><message from='pbx.mobydick'/></stream:stream>");

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(LinkProblem.closedByServer("localhost").sentence());
    recorder.next(Online.class);
  }

  @Test
  void received_conflictThreeTimes_needsTheAdministrator() throws Exception {
    harness.online();
    for (int i = 1; i <= LinkProblem.CONFLICTS; i++) {
      harness.raw(
          "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
      if (i < LinkProblem.CONFLICTS) {
        Offline pause = recorder.next(Offline.class);
        assertThat(pause.reason())
            .isEqualTo(LinkProblem.conflict(Pequod.SUPERVISOR, "TS01").sentence());
        assertThat(pause.retryIn()).isEqualTo(Harness.TIMING.conflictPause());
        recorder.next(Online.class);
      }
    }

    assertThat(recorder.next(NeedsAdmin.class).reason())
        .isEqualTo(LinkProblem.conflictTooOften(Pequod.SUPERVISOR, "TS01"));
  }

  @Test
  void silentServer_isNoticedByHeartbeat() throws Exception {
    try (FreezingProxy proxy = new FreezingProxy(harness.server.xmpp().port())) {
      harness.online(harness.supervisor().port(proxy.port()).timing(Harness.ALERT).build());

      proxy.freeze();

      assertThat(recorder.next(Offline.class).reason())
          .isEqualTo(LinkProblem.silent("localhost", Duration.ofMillis(600)).sentence());
      recorder.next(Online.class);
    }
  }

  @Test
  void silentServer_floodOfCommands_eachEndsOnceAndCloseReturns() throws Exception {
    try (FreezingProxy proxy = new FreezingProxy(harness.server.xmpp().port())) {
      harness.online(harness.supervisor().port(proxy.port()).timing(Harness.ALERT).build());
      proxy.freeze();
      String longNumber = "1".repeat(60_000);
      List<CommandId> ids = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        ids.add(harness.submit(new PhoneCommand.Dial(AHAB, longNumber)));
      }

      Set<CommandId> ended = new HashSet<>();
      Set<Class<?>> kinds = new HashSet<>();
      for (int i = 0; i < ids.size(); i++) {
        Recorder.Ended one = recorder.next(Recorder.Ended.class);
        assertThat(ended.add(one.id())).isTrue();
        kinds.add(one.outcome().getClass());
      }

      assertThat(ended).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(kinds)
          .containsExactlyInAnyOrder(CommandOutcome.NotSent.class, CommandOutcome.Silence.class);
      long before = System.nanoTime();
      harness.link().close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void lateAnswer_afterSilence_isIgnored() throws Exception {
    harness.online(Harness.IMPATIENT);
    harness.server.xmpp().faults().delayAnswers(Duration.ofMillis(1500));
    CommandId late = harness.submit(new PhoneCommand.Hold(new DeviceName("no such phone")));

    assertThat(harness.outcome(late)).isInstanceOf(CommandOutcome.Silence.class);
    harness.server.xmpp().faults().clear();
    // Answers to the pings keep the link alive; the late answer comes among them.
    harness.server.engine().dial("Pip", Pequod.NEVER_ANSWERS);
    harness.ringing(Pequod.PIP_PHONE);
    CommandId next = harness.submit(new PhoneCommand.Hold(new DeviceName("no such phone")));
    assertThat(harness.outcome(next)).isInstanceOf(CommandOutcome.Failure.class);
    assertThat(recorder.taken().stream().filter(Recorder.Ended.class::isInstance)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventAndAnswer_keepTheOrderOfTheWire(boolean eventsFirst) throws Exception {
    harness.online();
    harness.server.xmpp().faults().eventBeforeAnswer(eventsFirst);

    for (int i = 0; i < 50; i++) {
      CommandId id = harness.submit(DIAL);
      Object first =
          recorder.next(
              Object.class, one -> one instanceof ChannelEvent || one instanceof Recorder.Ended);
      assertThat(first)
          .as("round %d", i)
          .isInstanceOf(eventsFirst ? ChannelEvent.class : Recorder.Ended.class);
      if (eventsFirst) {
        harness.outcome(id);
      }
      harness.server.engine().clearCalls();
      CommandId end = harness.submit(new PhoneCommand.Hold(new DeviceName("no such phone")));
      harness.outcome(end);
    }
  }

  @Test
  void unreadableAnswer_endsItsCommandAtOnce() throws Exception {
    harness.online();
    harness.server.xmpp().faults().swallow("base.DialFrom");
    CommandId id = harness.submit(DIAL);
    harness.ringing(Pequod.AHAB_PHONE);

    // The ids of a link count on from its first question; all of them are tried.
    String prefix = harness.idPrefix();
    for (int i = 0; i < 30; i++) {
      harness.raw("<iq type='error' id='" + prefix + i + "'><error/></iq>");
    }

    assertThat(harness.outcome(id))
        .isEqualTo(new CommandOutcome.ErrorIq("undefined-condition", "the answer cannot be read"));
  }

  private static String event(String channel) {
    return "<message from='pbx.mobydick' to='ts-supervisor@mobydick/TS01'>"
        + CMD
        + "<ChannelEvent><eventType>ringing</eventType><eventId>"
        + channel
        + "</eventId><outbound>false</outbound></ChannelEvent></cmd></message>";
  }
}
