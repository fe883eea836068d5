package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.NeedsAdmin;
import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.Channel;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.PhoneEvent.PhonesMoved;
import ishmael.linemapper.PhoneEvent.PickupEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.xmpp.AnswerFrom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link against the simulated phone system, over TCP and TLS. */
@Timeout(120)
class SimulatorTest {
  private static final UserName AHAB = new UserName("ahab");
  private static final UserName STARBUCK = new UserName("starbuck");
  private final Harness harness = new Harness();
  private final Recorder recorder = harness.recorder;
  private final ishmael.simulator.phonesystem.PhoneSystem server = harness.server;

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void start_supervisor_reportsWholeDirectoryBeforeOnline() throws Exception {
    Online online = harness.online(harness.supervisor().build());

    assertThat(online.supervisor()).isTrue();
    assertThat(online.account()).isEqualTo(new UserName("ts-supervisor"));
    assertThat(online.own().displayName()).isEqualTo("Terminal Server 1");
    assertThat(harness.listed())
        .extracting(user -> user.name().value())
        .containsExactlyInAnyOrder("ahab", "flask", "pip", "queequeg", "starbuck", "stubb");
    User ahab =
        harness.listed().stream()
            .filter(user -> user.name().equals(AHAB))
            .findFirst()
            .orElseThrow();
    assertThat(ahab.spelling()).isEqualTo("Ahab");
    assertThat(ahab.extension()).contains(new Extension("101"));
    assertThat(ahab.phones())
        .extracting(phone -> phone.name().value())
        .containsExactly(Pequod.AHAB_PHONE, Pequod.AHAB_CABIN_PHONE);
    assertThat(server.xmpp().sessions()).containsExactly("ts-supervisor@mobydick/TS01");
  }

  @Test
  void submit_dialAnswerHangup_succeedsWithEventsInOrder() throws Exception {
    harness.online(harness.supervisor().build());

    assertThat(harness.outcome(harness.submit(new PhoneCommand.Dial(AHAB, "102"))).taken())
        .isTrue();
    ChannelEvent own = harness.ringing(Pequod.AHAB_PHONE);
    assertThat(own.outbound()).isTrue();
    assertThat(own.target().number()).isEqualTo("102");
    ChannelEvent far = harness.ringing(Pequod.STARBUCK_PHONE);
    assertThat(far.source().number()).isEqualTo("101");
    assertThat(
            harness
                .outcome(
                    harness.submit(new PhoneCommand.Offhook(new DeviceName(Pequod.STARBUCK_PHONE))))
                .taken())
        .isTrue();
    ChannelEvent busy =
        recorder.next(ChannelEvent.class, event -> event.type() == ChannelEventType.BUSY);
    assertThat(busy.busySince()).isPresent();
    assertThat(
            harness
                .outcome(harness.submit(new PhoneCommand.Hold(new DeviceName(Pequod.AHAB_PHONE))))
                .taken())
        .isTrue();
    recorder.next(ChannelEvent.class, event -> event.type() == ChannelEventType.HOLD);
    assertThat(harness.outcome(harness.submit(new PhoneCommand.Hangup(own.channel()))).taken())
        .isTrue();
    recorder.next(ChannelEvent.class, event -> event.type() == ChannelEventType.HANGUP);
  }

  @Test
  void submit_pickup_namesTheUser() throws Exception {
    harness.online(harness.supervisor().build());
    server.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
    PickupEvent rings = recorder.next(PickupEvent.class, PickupEvent::ringing);
    assertThat(rings.user()).isEqualTo(STARBUCK);

    CommandId id = harness.submit(new PhoneCommand.Pickup(AHAB, rings.target(), Optional.empty()));

    assertThat(harness.outcome(id).taken()).isTrue();
    assertThat(server.engine().channelsOf("Ahab")).isNotEmpty();
  }

  @Test
  void submit_unknownChannel_fails() throws Exception {
    harness.online(harness.supervisor().build());

    CommandOutcome outcome =
        harness.outcome(harness.submit(new PhoneCommand.Hangup(new Channel("SIP/none-1"))));

    assertThat(outcome).isInstanceOf(CommandOutcome.Failure.class);
  }

  @Test
  void submit_errorIq_isAnOutcomeOfItsOwn() throws Exception {
    harness.online(harness.supervisor().build());
    server.xmpp().faults().answerWithErrorIq("base.DialFrom");

    assertThat(harness.outcome(harness.submit(new PhoneCommand.Dial(AHAB, "102"))))
        .isInstanceOf(CommandOutcome.ErrorIq.class);
  }

  @Test
  void submit_noAnswer_isSilenceWithinTheLimit() throws Exception {
    harness.online(Harness.IMPATIENT);
    server.xmpp().faults().swallow("base.DialFrom");

    assertThat(harness.outcome(harness.submit(new PhoneCommand.Dial(AHAB, "102"))))
        .isInstanceOf(CommandOutcome.Silence.class);
  }

  @Test
  void submit_anyFormOfFrom_isAnswered() throws Exception {
    harness.online(harness.supervisor().build());

    for (AnswerFrom form : AnswerFrom.values()) {
      server.xmpp().faults().answerFrom(form);
      CommandId id = harness.submit(new PhoneCommand.Hangup(new Channel("SIP/none-1")));
      assertThat(harness.outcome(id))
          .as("from %s", form)
          .isInstanceOf(CommandOutcome.Failure.class);
    }
  }

  @Test
  void event_moveOfAUser_changesTheDirectory() throws Exception {
    harness.online(harness.supervisor().build());

    server.engine().moveUser("Pip", "Crow's Nest");
    recorder.next(PhonesMoved.class, one -> one.phones().size() == 1);

    Recorder.Listed changed = recorder.next(Recorder.Listed.class);
    assertThat(changed.users())
        .filteredOn(user -> user.name().value().equals("pip"))
        .singleElement()
        .satisfies(
            pip ->
                assertThat(pip.phones())
                    .extracting(phone -> phone.name().value())
                    .contains(Pequod.CROWS_NEST_PHONE));
  }

  @Test
  void event_presenceOfThePhone_isReported() throws Exception {
    harness.online(harness.supervisor().build());
    recorder.next(PhonePresence.class, one -> one.user().equals(STARBUCK));

    server.engine().unplug(Pequod.STARBUCK_PHONE);

    PhonePresence gone =
        recorder.next(
            PhonePresence.class,
            one -> one.user().equals(STARBUCK) && one.state() == PhoneState.UNAVAILABLE);
    assertThat(gone.user()).isEqualTo(STARBUCK);
  }

  @Test
  void event_phoneOfARemovedUserGoes_isReported() throws Exception {
    harness.online(harness.supervisor().build());
    recorder.next(PhonePresence.class, one -> one.user().equals(STARBUCK));
    harness.raw(
        "<iq type='set' id='push-1'><query xmlns='jabber:iq:roster'>"
            + "<item jid='starbuck@mobydick' subscription='remove'/></query></iq>");
    recorder.next(
        Recorder.Listed.class,
        one -> one.users().stream().noneMatch(user -> user.name().equals(STARBUCK)));

    harness.raw("<presence from='starbuck@mobydick/phone'/>");
    harness.raw("<presence from='starbuck@mobydick/phone' type='unavailable'/>");

    assertThat(recorder.next(PhonePresence.class, one -> one.user().equals(STARBUCK)).state())
        .isEqualTo(PhoneState.UNAVAILABLE);
  }

  @Test
  void event_whileTheDirectoryIsRead_comesFromAServerThatForgetsTheAbsent() throws Exception {
    server.xmpp().faults().forgetAbsentClients(true).swallow("xmppuser.FindUserInfo");
    harness.connect(harness.supervisor().build());
    assertThat(server.xmpp().faults().awaitSwallowed(Duration.ofSeconds(40))).isTrue();

    server.engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
    server.xmpp().faults().clear();

    assertThat(harness.ringing(Pequod.STARBUCK_PHONE).source().number())
        .isEqualTo(Pequod.CHANDLERS);
  }

  @Test
  void start_ordinaryAccount_servesItsOwnLineOnly() throws Exception {
    Online online = harness.online(harness.account("ahab@mobydick", Pequod.CREW_PASSWORD).build());

    assertThat(online.supervisor()).isFalse();
    assertThat(harness.listed()).extracting(User::name).containsExactly(AHAB);
    assertThat(harness.outcome(harness.submit(new PhoneCommand.Dial(STARBUCK, "103"))))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(harness.outcome(harness.submit(new PhoneCommand.Dial(AHAB, "102"))).taken())
        .isTrue();
    assertThat(harness.ringing(Pequod.AHAB_PHONE).outbound()).isTrue();
    assertThat(recorder.taken())
        .filteredOn(PhonePresence.class::isInstance)
        .allMatch(one -> ((PhonePresence) one).user().equals(AHAB));
  }

  @Test
  void start_roleMissing_saysSo() throws Exception {
    harness.connect(harness.account("ahab", Pequod.CREW_PASSWORD).supervisorRequired(true).build());

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(LinkProblem.roleMissing("ahab").sentence());
  }

  @Test
  void start_wrongPassword_givesUpAfterFiveAttempts() throws Exception {
    harness.connect(harness.account("ahab", "whale").build());

    NeedsAdmin end = recorder.next(NeedsAdmin.class);

    assertThat(end.reason()).isEqualTo(LinkProblem.refusedTooOften("ahab"));
    assertThat(recorder.taken().stream().filter(Offline.class::isInstance))
        .hasSize(5)
        .first()
        .extracting(offline -> ((Offline) offline).reason())
        .isEqualTo(LinkProblem.otherMethod("localhost", "SCRAM-SHA-1").sentence());
  }

  @Test
  void start_otherCertificate_saysSo() throws Exception {
    harness.connect(harness.supervisor().certificateSha256("0".repeat(64)).build());

    assertThat(recorder.next(Offline.class).reason())
        .startsWith("localhost shows another certificate than the one in the settings.");
  }

  @Test
  void start_untrustedCertificate_showsItsFingerprint() throws Exception {
    PhoneSystemOptions pinned = harness.supervisor().build();
    harness.connect(
        PhoneSystemOptions.builder(Pequod.SUPERVISOR, pinned.password(), "TS01")
            .host("localhost")
            .port(pinned.port())
            .timing(Harness.TIMING)
            .build());

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(
            LinkProblem.untrusted("localhost", pinned.certificateSha256().orElseThrow())
                .sentence());
  }

  @Test
  void dropped_connection_isMadeAgainAndOpenCommandsEnd() throws Exception {
    harness.online(harness.supervisor().build());
    server.xmpp().faults().swallow("base.DialFrom");
    CommandId open = harness.submit(new PhoneCommand.Dial(AHAB, "102"));
    harness.ringing(Pequod.AHAB_PHONE);

    server.xmpp().dropConnections();

    assertThat(harness.outcome(open)).isInstanceOf(CommandOutcome.Silence.class);
    recorder.next(Offline.class);
    recorder.next(Online.class);
  }

  @Test
  void restarted_server_isFoundAgain() throws Exception {
    harness.online(harness.supervisor().build());

    server.xmpp().stop();
    recorder.next(Offline.class);
    CommandId early = harness.submit(new PhoneCommand.Dial(AHAB, "102"));
    assertThat(harness.outcome(early)).isInstanceOf(CommandOutcome.NotSent.class);
    recorder.next(
        Offline.class,
        state ->
            state
                .reason()
                .equals(
                    LinkProblem.connectionRefused("localhost", server.xmpp().port()).sentence()));
    server.xmpp().start();

    recorder.next(Online.class);
  }
}
