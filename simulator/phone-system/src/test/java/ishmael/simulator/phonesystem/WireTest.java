package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
