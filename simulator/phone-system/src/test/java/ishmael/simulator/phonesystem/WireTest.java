package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WireTest {
  private static final String CLIENT_INFO =
      "<ClientInfo><os>Linux</os><AddSubscription>"
          + "<Subscription module='base' type='ChannelEvent' scope='supervisor'/>"
          + "</AddSubscription></ClientInfo>";

  private PhoneSystem system;

  @BeforeEach
  void start() {
    system = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));
  }

  @AfterEach
  void stop() {
    system.close();
  }

  private WireClient supervisor() throws Exception {
    return WireClient.login(system, Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD, "TS01");
  }

  @Test
  void dialFrom_supervisor_answersAndSendsChannelEvents() throws Exception {
    try (WireClient client = supervisor()) {
      assertThat(client.isSecure()).isTrue();
      assertThat(client.jid()).isEqualTo("ts-supervisor@mobydick/TS01");
      assertThat(system.xmpp().sessions()).containsExactly("ts-supervisor@mobydick/TS01");

      XmlElement info = client.ask("xmppuser", CLIENT_INFO);
      assertThat(info.name()).isEqualTo("UserInfo");
      assertThat(info.child("SubscriptionList").orElseThrow().children()).hasSize(1);
      XmlElement ahab = client.ask("xmppuser", "<FindUserInfo jid='ahab'/>");
      assertThat(ahab.child("Identity").orElseThrow().childText("db_003use_name"))
          .isEqualTo("Ahab");

      XmlElement answer =
          client.ask("base", "<DialFrom identity='ahab' target='102' prefix='auto'/>");
      assertThat(answer.name()).isEqualTo("Success");
      XmlElement ringing = client.event();
      assertThat(ringing.childText("eventType")).isEqualTo("ringing");
      assertThat(ringing.childText("outbound")).isEqualTo("true");
      XmlElement far = client.event();
      assertThat(far.childText("device")).isEqualTo(Pequod.STARBUCK_PHONE);
    }
  }

  @Test
  void login_wrongPasswordOrDomain_isRefused() {
    assertThatThrownBy(() -> WireClient.login(system, "ahab", "wrong", "a"))
        .isInstanceOf(SASLErrorException.class)
        .hasMessageContaining("not-authorized");
    assertThatThrownBy(() -> WireClient.login(system, "ahab@elsewhere", "harpoon", "a"))
        .isInstanceOf(SASLErrorException.class);
    assertThat(system.xmpp().sessions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ahab", "AHAB", "Ahab@mobydick"})
  void login_anySpellingOfTheName_isTheSameUser(String name) throws Exception {
    try (WireClient client = WireClient.login(system, name, Pequod.CREW_PASSWORD, "desk")) {
      assertThat(client.jid()).isEqualTo("ahab@mobydick/desk");
    }
  }

  @Test
  void login_sameResourceTwice_endsTheFirst() throws Exception {
    try (WireClient first = supervisor();
        WireClient second = supervisor()) {
      assertThat(first.loses()).isTrue();
      assertThat(system.xmpp().sessions()).containsExactly(second.jid());
      assertThat(second.ask("redirect", "<FindOwn/>").name()).isEqualTo("RedirectEntry");
    }
  }

  @Test
  void ordinaryUser_foreignCommands_getFailureAsResult() throws Exception {
    try (WireClient pip = WireClient.login(system, "pip", Pequod.CREW_PASSWORD, "desk")) {
      XmlElement answer = pip.ask("base", "<DialFrom identity='ahab' target='102'/>");
      assertThat(answer.name()).isEqualTo("Failure");
      assertThat(answer.childText("message")).isEqualTo("Permission denied");
      pip.ask("xmppuser", CLIENT_INFO.replace("supervisor", "user"));
      system.engine().dial("ahab", "106");
      assertThat(pip.event().childText("device")).isEqualTo(Pequod.PIP_PHONE);
    }
  }

  @Test
  void roster_listsTheMembersOfTheGroup() throws Exception {
    try (WireClient client = supervisor()) {
      XmlElement query = WireClient.payload(client.answerTo(client.sendRoster()));
      assertThat(query.children()).hasSize(6);
      XmlElement ahab = query.children().get(0);
      assertThat(ahab.attribute("jid")).isEqualTo("ahab@mobydick");
      assertThat(ahab.attribute("name")).isEqualTo("Captain Ahab");
      assertThat(ahab.childText("group")).isEqualTo("All Users");
    }
  }

  @Test
  void rosterPush_onlyToWhoeverAskedForTheRoster_tellsWhoCameAndLeft() throws Exception {
    try (RawClient asks =
            RawClient.login(system, Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD, "TS01");
        RawClient doesNot = RawClient.login(system, "pip", Pequod.CREW_PASSWORD, "desk")) {
      asks.ask("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>", "</iq>");

      system.engine().withdrawRole("Stubb", Pequod.CREW_ROLE);
      assertThat(asks.read("</iq>"))
          .contains("type=\"set\"", "<item jid=\"stubb@mobydick\" subscription=\"remove\"/>");
      system.engine().withdrawRole("Stubb", Pequod.CREW_ROLE);
      system.engine().grantRole("Stubb", Pequod.CREW_ROLE);
      assertThat(asks.read("</iq>"))
          .contains("jid=\"stubb@mobydick\"", "name=\"Stubb\"", "<group>All Users</group>")
          .doesNotContain("remove");

      assertThat(doesNot.ask("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>", ">"))
          .startsWith("<iq id=\"p\"");
    }
  }

  @Test
  void phonePresence_afterInitialPresence_followsTheCall() throws Exception {
    try (WireClient client = supervisor()) {
      client.sendPresence();
      assertThat(client.nextPresenceOf("pip@mobydick/phone")).isEqualTo("available");
      assertThat(client.nextPresenceOf("ts-supervisor@mobydick/phone")).isEqualTo("unavailable");
      system.engine().dial("pip", "102");
      assertThat(client.nextPresenceOf("pip@mobydick/phone")).isEqualTo("dnd");
      system.engine().unplug(Pequod.PIP_PHONE);
      assertThat(client.nextPresenceOf("pip@mobydick/phone")).isEqualTo("unavailable");
    }
  }

  @Test
  void ping_andUnknownRequests_areAnswered() throws Exception {
    try (WireClient client = supervisor()) {
      assertThat(client.answerTo(client.sendIq("ping", "urn:xmpp:ping")).getError()).isNull();
      assertThat(client.answerTo(client.sendIq("x", "urn:unknown")).getError()).isNotNull();
      assertThat(client.answerTo(client.send("base", "<Levitate/>")).getError()).isNotNull();
    }
  }

  @Test
  void umlautsAndMarkup_inNames_surviveTheWire() throws Exception {
    try (WireClient client = supervisor()) {
      client.ask("xmppuser", CLIENT_INFO);
      system
          .engine()
          .outsideCalls("00441", "K\u00e4pt'n <M\u00f6w> & S\u00f6hne \uD83D\uDC0B", "106");
      assertThat(client.event().childText("sourceName"))
          .isEqualTo("K\u00e4pt'n <M\u00f6w> & S\u00f6hne \uD83D\uDC0B");
    }
  }
}
