package ishmael.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserDirectoryTest {
  private static final UserName COOK = new UserName("cook");
  private static final UserName MATE = new UserName("mate");
  private final AtomicLong nanos = new AtomicLong();
  private final UserDirectory directory = new UserDirectory(nanos::get, Duration.ofHours(4));

  private static User user(String name, String extension, String... devices) {
    return new User(
        new UserName(name),
        name,
        "The " + name,
        Optional.of(new Extension(extension)),
        Stream.of(devices).map(device -> new Phone(new DeviceName(device), "", Set.of())).toList());
  }

  private static User at(User user, String ownPlace) {
    return user.at(List.of(new Place(ownPlace, true, List.of())), user.phones());
  }

  @Test
  void owners_deviceBeforeExtension_areFound() {
    directory.put(user("mate", "102"));
    directory.put(user("cook", "207", "102"));

    assertThat(directory.owners("102")).containsExactly(COOK);
    assertThat(directory.owners("207")).containsExactly(COOK);
    assertThat(directory.owners("999")).isEmpty();
  }

  @Test
  void owners_afterChange_areTheNewOnes() {
    directory.put(user("mate", "102", "oven"));
    directory.put(user("cook", "207"));
    directory.put(user("mate", "103"));
    directory.put(user("cook", "207", "oven"));

    assertThat(directory.owners("oven")).containsExactly(COOK);
    assertThat(directory.owners("102")).isEmpty();
    directory.remove(COOK);
    assertThat(directory.owners("oven")).isEmpty();
    assertThat(directory.owners("207")).isEmpty();
    assertThat(directory.owners("103")).containsExactly(MATE);
  }

  @Test
  void owners_sharedExtension_areBothUntilOneLeaves() {
    directory.put(user("mate", "102"));
    directory.put(user("cook", "102"));
    assertThat(directory.owners("102")).containsExactly(MATE, COOK);

    directory.retain(Set.of(COOK));

    assertThat(directory.owners("102")).containsExactly(COOK);
  }

  @Test
  void listed_knownUser_keepsWhatIsKnown() {
    directory.put(user("cook", "207", "oven"));

    assertThat(directory.listed(new UserName("COOK"), "else")).isTrue();

    assertThat(directory.users()).containsExactly(user("cook", "207", "oven"));
    assertThat(directory.listed(COOK, "else")).isFalse();
  }

  @Test
  void listed_newNameOfUserKnownByTheListOnly_isShown() {
    directory.listed(COOK, "Old");
    directory.listed(COOK, "New");

    assertThat(directory.find(COOK).orElseThrow().displayName()).isEqualTo("New");
    assertThat(directory.atOwnPlace("New")).containsExactly(COOK);
    assertThat(directory.atOwnPlace("Old")).isEmpty();
    assertThat(directory.isRead(COOK)).isFalse();
  }

  @Test
  void atOwnPlace_sameNames_returnsAll() {
    directory.put(at(user("cook", "207"), "Smith"));
    directory.put(at(user("mate", "102"), "Smith"));
    directory.put(at(user("boy", "103"), "Jones"));
    directory.put(user("pip", "104"));

    assertThat(directory.atOwnPlace("Smith")).containsExactly(COOK, MATE);
    assertThat(directory.atOwnPlace("The pip")).containsExactly(new UserName("pip"));
  }

  @Test
  void users_nothingChanged_isTheSameList() {
    directory.put(user("mate", "102"));
    directory.put(user("cook", "207"));
    List<User> before = directory.users();
    directory.put(user("cook", "207"));
    directory.listed(COOK, "");

    assertThat(directory.users())
        .isSameAs(before)
        .extracting(User::name)
        .containsExactly(COOK, MATE);
    directory.put(user("cook", "208"));
    assertThat(directory.users()).isNotSameAs(before);
  }

  @Test
  void stale_afterHours_namesWhoWasNotReadSince() {
    directory.put(user("mate", "102"));
    directory.listed(new UserName("new"), "New");
    nanos.addAndGet(Duration.ofHours(3).toNanos());
    directory.put(user("cook", "207"));
    assertThat(directory.stale()).containsExactly(new UserName("new"));

    nanos.addAndGet(Duration.ofMinutes(61).toNanos());
    directory.amend(user("mate", "103"));

    assertThat(directory.stale()).containsExactly(MATE, new UserName("new"));
    assertThat(directory.find(MATE)).contains(user("mate", "103"));
  }

  @Test
  void put_equalParts_areShared() {
    for (String name : List.of("cook", "mate")) {
      Phone phone =
          new Phone(
              new DeviceName(name),
              String.valueOf("Snom".toCharArray()),
              EnumSet.of(Capability.DIAL, Capability.HOLD));
      directory.put(
          new User(
              new UserName(name),
              String.valueOf(name.toCharArray()),
              "The " + name,
              Optional.empty(),
              List.of(phone)));
    }
    User cook = directory.users().get(0);
    User mate = directory.users().get(1);

    assertThat(cook.phones().get(0).type()).isSameAs(mate.phones().get(0).type());
    assertThat(cook.phones().get(0).capabilities()).isSameAs(mate.phones().get(0).capabilities());
    assertThat(cook.spelling()).isSameAs(cook.name().value());
  }

  @Test
  void without_phones_areGoneFromThePlacesToo() {
    User cook =
        user("cook", "207", "oven", "stove")
            .at(
                List.of(
                    new Place(
                        "Galley", false, List.of(new DeviceName("oven"), new DeviceName("stove")))),
                user("cook", "207", "oven", "stove").phones());

    User less = UserDirectory.without(cook, Set.of(new DeviceName("oven")));

    assertThat(less.phones()).hasSize(1);
    assertThat(less.places())
        .containsExactly(new Place("Galley", false, List.of(new DeviceName("stove"))));
  }
}
