package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.NeedsAdmin;
import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.PhoneEvent.PickupEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.EngineEvent;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import ishmael.simulator.servers.LinkRecorder.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway's link relies on; every server with the phone system behind it passes. */
@ExtendWith(ContractReport.class)
abstract class PhoneSystemContract extends HandoverContract {
  private static final UserName AHAB = new UserName("ahab");
  private static final UserName STARBUCK = new UserName("starbuck");

  /** The {@code from} of answers about the own account, as this server writes it. */
  abstract @Nullable String answersComeFrom();

  // ---- login ---------------------------------------------------------------------------------

  @Test
  void login_supervisorWithUmlautsAndEmoji_isOnlineWithTheWholeDirectory() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      Online online = link.taken(Online.class).get(0);
      assertThat(online.supervisor()).isTrue();
      assertThat(online.account()).isEqualTo(new UserName("ts-supervisor"));
      assertThat(online.own().displayName()).isEqualTo("Terminal Server 1");
      List<User> users = link.taken(Listed.class).get(0).users();
      assertThat(users)
          .extracting(user -> user.spelling() + "/" + user.displayName())
          .containsExactlyInAnyOrder(
              "Ahab/Captain Ahab",
              "Starbuck/Starbuck",
              "Stubb/Stubb",
              "Flask/Flask",
              "Queequeg/Queequeg",
              "Pip/Pip",
              "Ishmael/Ishmael");
      assertThat(users)
          .filteredOn(user -> user.name().equals(AHAB))
          .singleElement()
          .satisfies(
              ahab -> {
                assertThat(ahab.extension().orElseThrow().value()).isEqualTo("101");
                assertThat(ahab.phones())
                    .extracting(phone -> phone.name().value())
                    .containsExactly(Pequod.AHAB_PHONE, Pequod.AHAB_CABIN_PHONE);
              });
    }
  }

  @Test
  void login_wrongPassword_needsAnAdminAfterSomeAttempts() throws Exception {
    try (LinkRecorder link =
        LinkRecorder.start(
            LinkRecorder.account(server(), Pequod.SUPERVISOR, "Wal:fanger").build())) {
      assertThat(link.next(NeedsAdmin.class).reason()).contains("refused the name or password");
      assertThat(link.taken(Online.class)).isEmpty();
    }
  }

  @Test
  void login_ordinaryUserWithAPasswordHardToQuote_hasNoSupervisorsRight() throws Exception {
    try (LinkRecorder link =
        LinkRecorder.start(
            LinkRecorder.account(server(), Crew.ISHMAEL, password(Crew.ISHMAEL)).build())) {
      Online online = link.next(Online.class);
      assertThat(online.supervisor()).isFalse();
      assertThat(online.own().spelling()).isEqualTo("Ishmael");
    }
  }

  @Test
  void login_userAtInstance_carriesTheDomain() throws Exception {
    try (ServerUnderTest instance = start(site(), "pequod")) {
      PhoneSystemOptions options =
          PhoneSystemOptions.builder(
                  "ts-supervisor@pequod", new Password(password(Pequod.SUPERVISOR)), "TS01")
              .host(instance.host())
              .port(instance.port())
              .certificateSha256(LinkRecorder.fingerprint(instance))
              .timing(LinkRecorder.TIMING)
              .build();
      try (LinkRecorder link = LinkRecorder.start(options)) {
        assertThat(link.next(Online.class).supervisor()).isTrue();
        assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")).taken()).isTrue();
        link.next(ChannelEvent.class);
      }
    }
  }

  @Test
  void login_plainAndScram_bothTakeTheRightPasswordOnly() throws Exception {
    List<String> names = List.of(Pequod.SUPERVISOR, Crew.ISHMAEL.toLowerCase(Locale.ROOT));
    for (String name : names) {
      String right = password(name);
      assertThat(outcome(client -> client.plain(name, right))).isEqualTo("success");
      assertThat(outcome(client -> client.scram(name, right))).isEqualTo("success");
      assertThat(outcome(client -> client.plain(name, right + "x"))).isEqualTo("not-authorized");
      assertThat(outcome(client -> client.scram(name, right + "x"))).isEqualTo("not-authorized");
    }
  }

  /** What became of a login: success, or the condition of its failure. */
  private String outcome(Login login) throws Exception {
    try (WireClient client = WireClient.connect(server())) {
      assertThat(client.mechanisms()).contains("PLAIN", "SCRAM-SHA-1");
      XmlElement end = login.of(client);
      return end.name().equals("failure") ? end.children().get(0).name() : end.name();
    }
  }

  /** One way to log in. */
  private interface Login {
    XmlElement of(WireClient client) throws Exception;
  }

  @Test
  void login_sameResourceTwice_endsTheFirstWithAConflict() throws Exception {
    try (LinkRecorder first = LinkRecorder.supervisor(server());
        LinkRecorder second = LinkRecorder.supervisor(server())) {
      assertThat(first.next(Offline.class).reason()).contains("logged in as ts-supervisor");
      assertThat(second.command(new PhoneCommand.Dial(AHAB, "102")).taken()).isTrue();
      assertThat(second.state()).isInstanceOf(Online.class);
    }
  }

  // ---- commands ------------------------------------------------------------------------------

  @Test
  void commands_dialAnswerHoldHangup_succeedWithTheirEvents() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")).taken()).isTrue();
      ChannelEvent own = link.next(ChannelEvent.class, ringingAt(Pequod.AHAB_PHONE));
      assertThat(own.outbound()).isTrue();
      assertThat(own.target().number()).isEqualTo("102");
      link.next(ChannelEvent.class, ringingAt(Pequod.STARBUCK_PHONE));

      assertThat(link.command(new PhoneCommand.Offhook(device(Pequod.STARBUCK_PHONE))).taken())
          .isTrue();
      assertThat(link.next(ChannelEvent.class, is(ChannelEventType.BUSY)).busySince()).isPresent();
      assertThat(link.command(new PhoneCommand.Hold(device(Pequod.AHAB_PHONE))).taken()).isTrue();
      link.next(ChannelEvent.class, is(ChannelEventType.HOLD));
      assertThat(link.command(new PhoneCommand.Hold(device(Pequod.AHAB_PHONE))).taken()).isTrue();
      link.next(ChannelEvent.class, is(ChannelEventType.UNHOLD));
      assertThat(link.command(new PhoneCommand.Hangup(own.channel())).taken()).isTrue();
      link.next(ChannelEvent.class, is(ChannelEventType.HANGUP));
      assertThat(server().engine().channels()).isEmpty();
    }
  }

  @Test
  void commands_pickup_takesTheCallForTheUserNamed() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      PickupEvent rings = link.next(PickupEvent.class, PickupEvent::ringing);
      assertThat(rings.user()).isEqualTo(STARBUCK);

      assertThat(
              link.command(new PhoneCommand.Pickup(AHAB, rings.target(), Optional.empty())).taken())
          .isTrue();

      assertThat(server().engine().channelsOf("Ahab")).hasSize(1);
      link.next(PickupEvent.class, event -> !event.ringing());
    }
  }

  @Test
  void commands_impossible_failAsAResult() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      XmlElement answer = client.ask("base", "<Hangup channel='SIP/none-1'/>");
      assertThat(answer.attribute("type")).isEqualTo("result");
      assertThat(WireClient.command(answer).name()).isEqualTo("Failure");
    }
  }

  @Test
  void commands_unknown_getAnErrorIq() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      XmlElement answer = client.ask("base", "<Harpoon target='Moby Dick'/>");
      assertThat(answer.attribute("type")).isEqualTo("error");
      assertThat(answer.child("error").orElseThrow().child("feature-not-implemented")).isPresent();
    }
  }

  @Test
  void commands_refusedByAnErrorIq_haveAnOutcomeOfTheirOwn() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().faults().answerWithErrorIq("base.DialFrom");
      assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")))
          .isInstanceOf(CommandOutcome.ErrorIq.class);
    }
  }

  @Test
  void commands_answered_comeFromNobodyElse() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      XmlElement answer = client.ask("xmppuser", "<UserInfo/>");
      assertThat(answer.attribute("from")).isEqualTo(answersComeFrom());
      assertThat(answer.attribute("to", client.jid())).isEqualTo(client.jid());
    }
  }

  @Test
  void commands_neverAnswered_areSilenceWithinTheLimit() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().faults().swallow("base.DialFrom");
      assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")))
          .isInstanceOf(CommandOutcome.Silence.class);
      assertThat(link.state()).isInstanceOf(Online.class);
    }
  }

  @Test
  void commands_answeredLate_succeedAfterTheirEvents() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().faults().delayAnswers(Duration.ofSeconds(2));
      assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")).taken()).isTrue();
      assertThat(link.taken(ChannelEvent.class)).isNotEmpty();
    }
  }

  @Test
  void commands_ofAnOrdinaryUser_doNotReachOthers() throws Exception {
    try (WireClient client = WireClient.login(server(), "starbuck", password("Starbuck"), "wire")) {
      assertThat(WireClient.command(client.ask("xmppuser", "<FindUserInfo jid='ahab'/>")).name())
          .isEqualTo("Failure");
      assertThat(
              WireClient.command(
                      client.ask("base", "<DialFrom identity='ahab' target='106' prefix='auto'/>"))
                  .name())
          .isEqualTo("Failure");
      assertThat(
              WireClient.command(client.ask("base", "<Dial target='106' prefix='auto'/>")).name())
          .isEqualTo("Success");
    }
  }

  // ---- events --------------------------------------------------------------------------------

  @Test
  void channelEvents_ofAllUsers_comeInOrder() throws Exception {
    List<String> happened = new CopyOnWriteArrayList<>();
    Consumer<EngineEvent> listener =
        event -> {
          if (event instanceof ishmael.simulator.phonesystem.engine.ChannelEvent it) {
            happened.add(it.type() + " " + it.channel() + " " + it.device());
          }
        };
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().engine().addListener(listener);
      for (int round = 0; round < 30; round++) {
        oneRoundOfCalls();
      }
      server().engine().removeListener(listener);

      List<String> heard = new CopyOnWriteArrayList<>();
      while (heard.size() < happened.size()) {
        ChannelEvent event = link.next(ChannelEvent.class);
        heard.add(
            event.type()
                + " "
                + event.channel().value()
                + " "
                + event.device().map(DeviceName::value).orElse(""));
      }
      assertThat(heard).hasSizeGreaterThan(400).isEqualTo(happened);
    }
  }

  private void oneRoundOfCalls() {
    var engine = server().engine();
    engine.outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
    engine.answer(Pequod.STARBUCK_PHONE);
    String ahab = engine.dial("Ahab", "106");
    engine.answer(Pequod.PIP_PHONE);
    engine.hold(ahab);
    engine.resume(ahab);
    String stubb = engine.outsideCalls("08912345", "Elijah", "103");
    engine.redirect(stubb, "105");
    engine.transfer(ahab, "103");
    engine.clearCalls();
  }

  @Test
  void phonePresence_afterLoginAndOnChange_isReported() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      link.next(PhonePresence.class, presence(STARBUCK, PhoneState.FREE));
      server().engine().unplug(Pequod.STARBUCK_PHONE);
      link.next(PhonePresence.class, presence(STARBUCK, PhoneState.UNAVAILABLE));
      server().engine().plug(Pequod.STARBUCK_PHONE);
      link.next(PhonePresence.class, presence(STARBUCK, PhoneState.FREE));
      server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      server().engine().answer(Pequod.STARBUCK_PHONE);
      link.next(PhonePresence.class, presence(STARBUCK, PhoneState.IN_CALL));
    }
  }

  @Test
  void setLocation_moveOfAUser_changesTheDirectory() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().engine().moveUser("Pip", "Crow's Nest");
      link.next(
          Listed.class,
          listed ->
              listed.users().stream()
                  .filter(user -> user.name().equals(new UserName("pip")))
                  .flatMap(user -> user.phones().stream())
                  .anyMatch(phone -> phone.name().equals(device(Pequod.CROWS_NEST_PHONE))));
    }
  }

  @Test
  void redirectEntry_changeOfForwarding_changesTheDirectory() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      for (String target : List.of("106", "")) {
        server().engine().setRedirect("Ahab", target);
        Optional<String> shown = Optional.of(target).filter(text -> !text.isEmpty());
        link.next(
            Listed.class,
            listed ->
                listed.users().stream()
                    .anyMatch(user -> user.name().equals(AHAB) && user.redirect().equals(shown)));
      }
    }
  }

  @Test
  void events_onTheWire_comeFromThePhoneSystem() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      client.ask(
          "event",
          "<AddSubscription><Subscription module='base' type='*' scope='supervisor'/>"
              + "</AddSubscription>");
      server().engine().outsideCalls(Pequod.CHANDLERS, Pequod.CHANDLERS_NAME, "102");
      XmlElement event = client.next(one -> one.name().equals("message"));
      assertThat(event.attribute("from")).isEqualTo("pbx.mobydick");
      assertThat(WireClient.command(event).name()).isIn("ChannelEvent", "PickupEvent");
    }
  }

  // ---- the server ends -----------------------------------------------------------------------

  @Test
  void server_killedAndBack_linkComesBackByItself() throws Exception {
    try (LinkRecorder link = LinkRecorder.supervisor(server())) {
      server().kill();
      link.next(Offline.class);
      server().restart();
      link.next(Online.class);
      assertThat(link.command(new PhoneCommand.Dial(AHAB, "102")).taken()).isTrue();
      link.next(ChannelEvent.class, ringingAt(Pequod.STARBUCK_PHONE));
    }
  }
}
