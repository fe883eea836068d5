package ishmael.gateway.phonesystem.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.base.BaseCommands;
import ishmael.gateway.phonesystem.protocol.base.DialTarget;
import ishmael.gateway.phonesystem.protocol.event.AttributeFilter;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.journal.JournalList;
import ishmael.gateway.phonesystem.protocol.phone.PhoneKeys;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookList;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.xmppuser.ClientInfo;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.util.List;
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
  void dial_chosenPhoneOrSetting_isWrittenAsTheFilesSay() {
    Stanzas.assertWritten(
        BaseCommands.dial(new DialTarget.Digits("0430", "9"), Optional.of(GALLEY)), "dial-device");
    Stanzas.assertWritten(
        BaseCommands.dial(new DialTarget.Setting("lookout"), Optional.empty()), "dial-setting");
    Stanzas.assertWritten(
        BaseCommands.dialFrom("Cook", DialTarget.number("201"), Optional.of(GALLEY)),
        "dial-from-device");
  }

  @Test
  void callsAndKeys_areWrittenAsTheFilesSay() {
    Stanzas.assertWritten(BaseCommands.hangupNewest(), "hangup-newest");
    Stanzas.assertWritten(BaseCommands.transfer("SIP/galley-000001f4", "+49 89 1&2"), "transfer");
    Stanzas.assertWritten(PhoneKeys.transfer(GALLEY), "phone-transfer");
    Stanzas.assertWritten(PhoneKeys.conference(GALLEY), "phone-conference");
    Stanzas.assertWritten(PhoneKeys.hangup(GALLEY), "phone-hangup");
  }

  @Test
  void questions_areWrittenAsTheFilesSay() {
    Stanzas.assertWritten(UserInfo.own(), "user-info-own");
    Stanzas.assertWritten(RedirectEntry.findOwn(), "redirect-find-own");
    Stanzas.assertWritten(JournalList.findOwn(25), "journal-find-own");
    Stanzas.assertWritten(JournalList.findByIdentity("Cook", 100), "journal-find-by-identity");
    Stanzas.assertWritten(PhonebookList.findAll(), "phonebook-find-all");
    Stanzas.assertWritten(PhonebookList.find("Bäck & S"), "phonebook-find");
  }

  @Test
  void removeSubscription_withFilter_isWrittenAsTheFileSays() {
    Subscription cargo =
        new Subscription(
            "queue", "*", Scope.USER, List.of(new AttributeFilter("queue", "Cargo & Stores")));

    Stanzas.assertWritten(Subscription.remove(List.of(cargo)), "remove-subscription");
  }

  @Test
  void introduction_isWrittenAsTheFilesSay() {
    Stanzas.assertWritten(
        new ClientInfo("OS <1>", "svc", "9", Subscription.needed(Scope.USER)).toElement(),
        "client-info");
    Stanzas.assertWritten(
        Subscription.add(Subscription.needed(Scope.SUPERVISOR)), "add-subscription");
    Stanzas.assertWritten(
        Subscription.add(Subscription.welcome(Scope.SUPERVISOR)), "add-subscription-redirect");
  }

  @Test
  void pickup_ordinaryAccount_namesNobody() {
    Stanzas.assertWritten(
        BaseCommands.pickup("201", Optional.empty(), Optional.empty()), "pickup-own");
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
