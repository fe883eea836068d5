package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.Pequod.AHAB_PHONE;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS_NAME;
import static ishmael.simulator.phonesystem.Pequod.FLASK_PHONE;
import static ishmael.simulator.phonesystem.Pequod.PIP_PHONE;
import static ishmael.simulator.phonesystem.Pequod.STARBUCK_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Channel;
import ishmael.simulator.phonesystem.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandDeskTest {
  private static final XmlElement OK = Xml.file("success");
  private static final XmlElement DENIED = Xml.file("permission-denied");
  private static final String SUBSCRIBE_CHANNELS =
      "<AddSubscription><Subscription module='base' type='ChannelEvent' scope='%s'/>"
          + "</AddSubscription>";

  private final Desk desk = new Desk();
  private final Engine engine = desk.engine;

  @Test
  void clientInfo_supervisor_answersUserInfo() {
    String info =
        "<ClientInfo><os>x</os><user/><AddSubscription>"
            + "<Subscription module='base' type='ChannelEvent' scope='supervisor'/>"
            + "<Subscription module='base' type='ChannelEvent' scope='supervisor'/>"
            + "<Subscription module='location' type='*' scope='supervisor'/>"
            + "</AddSubscription></ClientInfo>";
    assertThat(desk.ask(desk.supervisor, "xmppuser", info))
        .isEqualTo(Xml.file("user-info-supervisor"));
  }

  @Test
  void clientInfo_ordinaryUserAsksForAll_getsNoneOfIt() {
    XmlElement answer =
        desk.ask(
            desk.pip,
            "xmppuser",
            "<ClientInfo>" + SUBSCRIBE_CHANNELS.formatted("supervisor") + "</ClientInfo>");
    assertThat(answer.children().get(0).child("SubscriptionList").orElseThrow().children())
        .isEmpty();
  }

  @Test
  void findUserInfo_supervisor_answersThatUsersInfo() {
    engine.setRedirect("ahab", "106");
    for (String jid : new String[] {"ahab", "AHAB", "Ahab@mobydick"}) {
      assertThat(desk.ask(desk.supervisor, "xmppuser", "<FindUserInfo jid='" + jid + "'/>"))
          .isEqualTo(Xml.file("user-info-of-ahab"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "xmppuser, <FindUserInfo jid='ahab'/>",
    "base, <DialFrom identity='pip' target='102' prefix='auto'/>",
    "base, <Hangup channel='SIP/quarterdeck-00000a01'/>",
    "base, <Transfer channel='SIP/quarterdeck-00000a01' target='106' prefix='auto'/>",
    "base, <Pickup target='102' username='ahab'/>",
    "phone, <Offhook device='Snom 0004132601AA [Quarterdeck]'/>",
    "phone, <Hold device='Snom 0004132601AA [Quarterdeck]'/>",
    "phone, <Transfer device='Snom 0004132601AA [Quarterdeck]'/>",
    "phone, <Conference device='Snom 0004132601AA [Quarterdeck]'/>",
    "journal, <FindByIdentity identity='ahab'/>",
    "event, <AddSubscription><Subscription module='base' scope='supervisor'/></AddSubscription>",
  })
  void foreignCommand_ordinaryUser_isDenied(String module, String command) {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    assertThat(desk.ask(desk.pip, module, command)).isEqualTo(DENIED);
    assertThat(engine.channels())
        .singleElement()
        .extracting(Channel::state)
        .isEqualTo(Channel.State.RINGING);
  }

  @Test
  void dial_ordinaryUser_callsFromTheOwnPhone() {
    assertThat(desk.ask(desk.pip, "base", "<Dial target='102' prefix='auto'/>")).isEqualTo(OK);
    assertThat(engine.channelsOf("pip"))
        .singleElement()
        .extracting(Channel::device)
        .isEqualTo(PIP_PHONE);
  }

  @Test
  void dialFrom_withDevice_usesIt() {
    String dial =
        "<DialFrom identity='Ahab' target='0044 (0) 29691 0' device='SIP cabin [Quarterdeck]'/>";
    assertThat(desk.ask(desk.supervisor, "base", dial)).isEqualTo(OK);
    Channel channel = engine.channels().get(0);
    assertThat(channel.device()).isEqualTo(Pequod.AHAB_CABIN_PHONE);
    assertThat(channel.remote().number()).isEqualTo("0044296910");
  }

  @ParameterizedTest
  @CsvSource({
    "<DialFrom identity='jonah' target='102'/>, No such user: jonah",
    "<DialFrom identity='ahab' prefix='auto'/>, Missing target",
    "<DialFrom identity='ahab' target='102' device='SIP x'/>, No phone to dial with",
    "<Hangup channel='SIP/none-1'/>, No such channel",
    "<Hangup/>, No call",
    "<Pickup target='102' username='ahab'/>, Nothing rings at 102",
    "<Transfer channel='SIP/none-1' target='1'/>, No such channel",
  })
  void impossibleCommand_supervisor_fails(String command, String reason) {
    XmlElement answer = desk.ask(desk.supervisor, "base", command);
    assertThat(answer.children().get(0).name()).isEqualTo("Failure");
    assertThat(answer.children().get(0).childText("message")).isEqualTo(reason);
  }

  @Test
  void phoneKeys_supervisor_pressThem() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
    for (String key : new String[] {"Offhook", "Hold", "Hold", "Hangup"}) {
      String command = "<%s device='%s'/>".formatted(key, AHAB_PHONE);
      assertThat(desk.ask(desk.supervisor, "phone", command)).isEqualTo(Xml.file("success-phone"));
    }
    assertThat(engine.channels()).isEmpty();
  }

  @Test
  void phoneKey_phoneWithoutIt_fails() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "104");
    XmlElement answer =
        desk.ask(desk.supervisor, "phone", "<Offhook device='" + FLASK_PHONE + "'/>");
    assertThat(answer).isEqualTo(Mobydick.failure("The phone cannot offhook"));
  }

  @ParameterizedTest
  @CsvSource({
    "Transfer, SIP gangway [Third mate], transfer",
    "Conference, SIP gangway [Third mate], conference",
    "Conference, Yealink 805EC0AABB01 [Forecastle], conference",
  })
  void handoverKey_phoneWithoutIt_fails(String key, String device, String what) {
    String command = "<%s device='%s'/>".formatted(key, device);
    assertThat(desk.ask(desk.supervisor, "phone", command))
        .isEqualTo(Mobydick.failure("The phone cannot " + what));
  }

  @Test
  void transfer_ordinaryUser_movesTheOwnCall() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    engine.answer(PIP_PHONE);
    String command =
        "<Transfer channel='%s' target='102' prefix='auto'/>"
            .formatted(engine.channelsOf("pip").get(0).id());
    assertThat(desk.ask(desk.pip, "base", command)).isEqualTo(OK);
    assertThat(engine.channels()).extracting(Channel::user).containsExactly("Starbuck");
  }

  @Test
  void phoneTransferAndConference_supervisor_work() {
    for (String key : new String[] {"Conference", "Transfer"}) {
      engine.clearCalls();
      engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "101");
      engine.answer(AHAB_PHONE);
      engine.dial("ahab", "102");
      engine.answer(STARBUCK_PHONE);
      String command = "<%s device='%s'/>".formatted(key, AHAB_PHONE);
      assertThat(desk.ask(desk.supervisor, "phone", command)).isEqualTo(Xml.file("success-phone"));
    }
    assertThat(engine.channels()).extracting(Channel::user).containsExactly("Starbuck");
  }

  @Test
  void hangup_withoutChannel_endsTheNewestOwnCall() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    engine.outsideCalls("1", "Second", "106");
    assertThat(desk.ask(desk.pip, "base", "<Hangup/>")).isEqualTo(OK);
    assertThat(engine.channelsOf("pip"))
        .singleElement()
        .extracting(channel -> channel.remote().name())
        .isEqualTo(CHANDLERS_NAME);
  }

  @Test
  void pickup_forAUser_goesToThatUsersPhone() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "102");
    String command = "<Pickup target='102' username='ahab' device='" + AHAB_PHONE + "'/>";
    assertThat(desk.ask(desk.supervisor, "base", command)).isEqualTo(OK);
    assertThat(engine.channels()).singleElement().extracting(Channel::user).isEqualTo("Ahab");
  }

  @Test
  void subscriptions_overlapping_sendAnEventOnce() {
    desk.subscribe(desk.supervisor, "base", "*", "supervisor");
    desk.subscribe(desk.supervisor, "base", "ChannelEvent", "supervisor");
    desk.subscribe(desk.supervisor, "base", "ChannelEvent", "user");
    engine.dial("ahab", Pequod.NEVER_ANSWERS);
    assertThat(desk.sent(desk.supervisor)).hasSize(1);
  }

  @Test
  void subscriptions_scopeUser_sendOwnEventsOnly() {
    desk.subscribe(desk.pip, "base", "ChannelEvent", "user");
    engine.dial("ahab", "106");
    assertThat(desk.sent(desk.pip))
        .singleElement()
        .extracting(cmd -> cmd.children().get(0).childText("device"))
        .isEqualTo(PIP_PHONE);
  }

  @Test
  void subscriptions_withFilter_sendWhatMatches() {
    String filtered =
        "<AddSubscription><Subscription module='base' type='ChannelEvent' scope='user'>"
            + "<AttributeFilter name='internal' equals='false'/></Subscription></AddSubscription>";
    desk.ask(desk.supervisor, "event", SUBSCRIBE_CHANNELS.formatted("supervisor"));
    assertThat(desk.ask(desk.supervisor, "event", filtered))
        .isEqualTo(Xml.file("subscription-list"));
    desk.ask(desk.pip, "event", filtered);
    engine.dial("pip", "102");
    assertThat(desk.sent(desk.pip)).isEmpty();
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "106");
    assertThat(desk.sent(desk.pip)).hasSize(1);
  }

  @Test
  void subscriptions_removed_sendNothing() {
    desk.subscribe(desk.pip, "base", "ChannelEvent", "user");
    String remove =
        SUBSCRIBE_CHANNELS.formatted("user").replace("AddSubscription", "RemoveSubscription");
    XmlElement left = desk.ask(desk.pip, "event", remove);
    assertThat(left.children().get(0).children()).isEmpty();
    engine.dial("pip", "102");
    assertThat(desk.sent(desk.pip)).isEmpty();
  }

  @Test
  void subscriptions_roleWithdrawn_fallSilent() {
    desk.subscribe(desk.supervisor, "base", "ChannelEvent", "supervisor");
    engine.withdrawRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);
    engine.dial("pip", "102");
    assertThat(desk.sent(desk.supervisor)).isEmpty();
    String dial = "<DialFrom identity='ahab' target='102'/>";
    assertThat(desk.ask(desk.supervisor, "base", dial)).isEqualTo(DENIED);
  }

  @Test
  void phonebook_findAndFindAll_list() {
    assertThat(desk.ask(desk.pip, "phonebook", "<Find query='chandl'/>"))
        .isEqualTo(Xml.file("phonebook-find"));
    XmlElement all = desk.ask(desk.pip, "phonebook", "<FindAll/>").children().get(0);
    assertThat(all.children()).hasSize(10);
  }

  @Test
  void redirectFindOwn_answersTheEntry() {
    engine.setRedirect("pip", "+49 7195 5550");
    assertThat(desk.ask(desk.pip, "redirect", "<FindOwn/>")).isEqualTo(Xml.file("redirect-entry"));
  }

  @Test
  void journal_findOwnAndByIdentity_listTheNewestFirst() {
    engine.hangUp(engine.outsideCalls("1", "First", "106"));
    engine.hangUp(engine.outsideCalls("2", "Second", "106"));
    XmlElement own = desk.ask(desk.pip, "journal", "<FindOwn limit='1'/>").children().get(0);
    assertThat(own.children())
        .singleElement()
        .extracting(e -> e.childText("name"))
        .isEqualTo("Second");
    XmlElement byName =
        desk.ask(desk.supervisor, "journal", "<FindByIdentity identity='PIP'/>").children().get(0);
    assertThat(byName.name()).isEqualTo("JournalList");
    assertThat(byName.children()).hasSize(2);
    assertThat(desk.ask(desk.pip, "journal", "<FindOwn limit='x'/>").children().get(0).name())
        .isEqualTo("Failure");
  }

  @Test
  void unknownCommand_isNotAnswered() {
    assertThat(desk.tryToAsk(desk.pip, "base", "<Levitate/>")).isEmpty();
    assertThat(desk.tryToAsk(desk.pip, "base", "")).isEmpty();
  }
}
