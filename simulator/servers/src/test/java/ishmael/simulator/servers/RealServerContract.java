package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What servers that others wrote do and ours does not: worth knowing, not relied on. */
abstract class RealServerContract extends GatewayContract {
  private static final int BEYOND_256_KIB = 270_000;
  private static final int ATTEMPTS = 10;

  @Test
  void stream_afterLogin_offersStreamManagement() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      assertThat(client.features())
          .anyMatch(one -> one.name().equals("sm") && one.namespace().equals("urn:xmpp:sm:3"));
    }
  }

  @Test
  void stanza_beyond256KiB_endsTheClientsStream() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      client.write(
          "<iq type='get' id='big'><cmd xmlns='http://www.pascom.net/mobydick' module='base'><X>"
              + "x".repeat(BEYOND_256_KIB)
              + "</X></cmd></iq>");
      assertThat(client.next(one -> one.name().equals("error")).children().get(0).name())
          .isEqualTo("policy-violation");
    }
  }

  @Test
  void command_phoneSystemAway_getsAnError() throws Exception {
    try (WireClient client = supervisorOnTheWire()) {
      assertThat(client.ask("xmppuser", "<UserInfo/>").attribute("type")).isEqualTo("result");
      ContainerServer container = (ContainerServer) server();
      container.disconnectPhoneSystem();
      try {
        assertThat(answerOnceNoticed(client).attribute("type")).isEqualTo("error");
      } finally {
        container.reconnectPhoneSystem();
      }
      assertThat(client.ask("xmppuser", "<UserInfo/>").attribute("type")).isEqualTo("result");
    }
  }

  /** What is sent before the server notices that the phone system went is lost. */
  private static XmlElement answerOnceNoticed(WireClient client) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<XmlElement> answer = client.ask("xmppuser", "<UserInfo/>", Duration.ofSeconds(3));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new AssertionError("No answer to any of " + ATTEMPTS + " commands");
  }
}
