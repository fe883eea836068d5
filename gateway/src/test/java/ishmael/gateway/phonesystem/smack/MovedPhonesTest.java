package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import ishmael.linemapper.PhoneEvent.PhonesMoved;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovedPhonesTest {
  private static final Location OWN = new Location("Pip", true, List.of(phone("Cabin")));
  private static final Location NEST = new Location("Nest", false, List.of(phone("Nest 1")));

  private static Phone phone(String name) {
    return new Phone(new DeviceName(name), "Snom Phone", Set.of());
  }

  private static User user(String displayName, String... phones) {
    return new User(
        new UserName(displayName),
        displayName,
        displayName,
        Optional.empty(),
        java.util.Arrays.stream(phones).map(MovedPhonesTest::phone).toList());
  }

  private static Optional<PhonesMoved> moved(Location guest, User... directory) {
    return MovedPhones.of(new SetLocation(List.of(OWN, guest)), List.of(directory));
  }

  @Test
  void of_phoneOfSomebodyElse_hasANewUser() {
    assertThat(moved(NEST, user("Pip", "Cabin"), user("Stubb", "Nest 1")))
        .contains(new PhonesMoved(Set.of(new DeviceName("Nest 1"))));
  }

  @Test
  void of_phoneThatTheUserHasAlready_isNothing() {
    assertThat(moved(NEST, user("Pip", "Cabin", "Nest 1"))).isEmpty();
  }

  @Test
  void of_backAtTheOwnPlace_isNothing() {
    SetLocation home = new SetLocation(List.of(OWN));
    assertThat(MovedPhones.of(home, List.of(user("Pip", "Nest 1")))).isEmpty();
  }
}
