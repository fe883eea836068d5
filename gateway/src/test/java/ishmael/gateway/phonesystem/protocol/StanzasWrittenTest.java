package ishmael.gateway.phonesystem.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.base.BaseCommands;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.phone.PhoneKeys;
import ishmael.gateway.phonesystem.protocol.xmppuser.ClientInfo;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values to literal stanzas. */
class StanzasWrittenTest {
  private static final String GALLEY = "Snom 00041399BBCC [Galley]";

  @Test
  void commands_areWrittenAsTheFilesSay() {
    Stanzas.assertWritten(BaseCommands.dial("+49 (0) 89/1&2"), "dial");
    Stanzas.assertWritten(BaseCommands.dialFrom("Cook", "201"), "dial-from");
    Stanzas.assertWritten(BaseCommands.hangup("SIP/galley-000001f4"), "hangup");
    Stanzas.assertWritten(
        BaseCommands.pickup("201", Optional.of("Cook"), Optional.of(GALLEY)), "pickup");
    Stanzas.assertWritten(PhoneKeys.offhook(GALLEY), "offhook");
    Stanzas.assertWritten(PhoneKeys.hold(GALLEY), "hold");
    Stanzas.assertWritten(UserInfo.find("cook"), "find-user-info");
  }

  @Test
  void introduction_isWrittenAsTheFilesSay() {
    Stanzas.assertWritten(
        new ClientInfo("OS <1>", "svc", "9", Subscription.needed(Scope.USER)).toElement(),
        "client-info");
    Stanzas.assertWritten(
        Subscription.add(Subscription.needed(Scope.SUPERVISOR)), "add-subscription");
  }

  @Test
  void pickup_ordinaryAccount_namesNobody() {
    assertThat(
            ElementWriter.content(BaseCommands.pickup("201", Optional.empty(), Optional.empty())))
        .isEqualTo("<Pickup target=\"201\"/>");
  }

  @Test
  void writer_charactersThatEndAStream_areLeftOut() {
    String hostile = "1\u0000\u00012\u001f\ud800\ufffe3<\"&>\u00e4\ud83d\udc0b";

    String xml = ElementWriter.xml(Element.of("Dial").with("target", hostile), "urn:x");

    assertThat(xml)
        .isEqualTo("<Dial target=\"123&lt;&quot;&amp;&gt;\u00e4\ud83d\udc0b\" xmlns=\"urn:x\"/>");
    assertThat(Stanzas.text(xml).attribute("target")).contains("123<\"&>\u00e4\ud83d\udc0b");
  }
}
