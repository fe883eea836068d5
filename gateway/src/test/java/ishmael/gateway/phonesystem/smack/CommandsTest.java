package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which literal stanza each command becomes, for a supervisor and for an ordinary account. */
class CommandsTest {
  private static final UserName COOK = new UserName("cook");
  private static final DeviceName GALLEY = new DeviceName("Snom 00041399BBCC [Galley]");
  private static final Channel LEG = new Channel("SIP/galley-000001f4");

  private final UserDirectory directory =
      new UserDirectory(Ticker.systemTicker(), Duration.ofHours(1));

  CommandsTest() {
    directory.put(new User(COOK, "Cook", "The Cook", Optional.empty(), List.of()));
  }

  private Optional<Element> supervisor(PhoneCommand command) {
    return new Commands(new UserName("ts"), true, directory).element(command);
  }

  private Optional<Element> cook(PhoneCommand command) {
    return new Commands(COOK, false, directory).element(command);
  }

  static Stream<Arguments> ofChannelsAndPhones() {
    return Stream.of(
        Arguments.of(new PhoneCommand.Hangup(LEG), "hangup"),
        Arguments.of(new PhoneCommand.Offhook(GALLEY), "offhook"),
        Arguments.of(new PhoneCommand.Hold(GALLEY), "hold"),
        Arguments.of(new PhoneCommand.Transfer(LEG, "+49 89 1&2"), "transfer"),
        Arguments.of(new PhoneCommand.TransferKey(GALLEY), "phone-transfer"),
        Arguments.of(new PhoneCommand.ConferenceKey(GALLEY), "phone-conference"));
  }

  /** Whose channel or phone it is the phone system knows: it refuses those of others. */
  @ParameterizedTest
  @MethodSource("ofChannelsAndPhones")
  void element_ofAChannelOrPhone_isTheSameForAnyAccount(PhoneCommand command, String file) {
    assertThat(supervisor(command)).contains(Stanzas.file(file));
    assertThat(cook(command)).contains(Stanzas.file(file));
  }

  @Test
  void element_supervisor_namesTheUserAsSpelled() {
    assertThat(supervisor(new PhoneCommand.Dial(COOK, "201"))).contains(Stanzas.file("dial-from"));
    assertThat(supervisor(new PhoneCommand.Pickup(COOK, "201", Optional.of(GALLEY))))
        .contains(Stanzas.file("pickup"));
  }

  @Test
  void element_ordinaryAccount_actsForItselfOnly() {
    assertThat(cook(new PhoneCommand.Dial(COOK, "+49 (0) 89/1&2"))).contains(Stanzas.file("dial"));
    assertThat(cook(new PhoneCommand.Pickup(COOK, "201", Optional.empty())))
        .contains(Stanzas.file("pickup-own"));
    UserName mate = new UserName("mate");
    assertThat(cook(new PhoneCommand.Dial(mate, "201"))).isEmpty();
    assertThat(cook(new PhoneCommand.Pickup(mate, "201", Optional.empty()))).isEmpty();
  }
}
