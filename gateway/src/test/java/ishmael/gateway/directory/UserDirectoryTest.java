package ishmael.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UserDirectoryTest {
  private final AtomicLong nanos = new AtomicLong();
  private final UserDirectory directory = new UserDirectory(nanos::get);

  private static User user(String name, String extension, String... devices) {
    return new User(
        new UserName(name),
        name,
        "The " + name,
        Optional.of(new Extension(extension)),
        List.of(devices).stream()
            .map(device -> new Phone(new DeviceName(device), "", Set.of()))
            .toList());
  }

  @Test
  void owner_deviceBeforeExtension_isFound() {
    directory.put(user("mate", "102"), "Mate");
    directory.put(user("cook", "207", "102"), "Cook");

    assertThat(directory.owner("102")).contains(new UserName("cook"));
    assertThat(directory.owner("207")).contains(new UserName("cook"));
    assertThat(directory.owner("999")).isEmpty();
  }

  @Test
  void putIfUnknown_knownUser_keepsWhatIsKnown() {
    directory.put(user("cook", "207", "oven"), "Cook");

    directory.putIfUnknown(new UserName("COOK"), "else");

    assertThat(directory.users()).containsExactly(user("cook", "207", "oven"));
  }

  @Test
  void atStaticPlace_sameNames_returnsAll() {
    directory.put(user("cook", "207"), "Smith");
    directory.put(user("mate", "102"), "Smith");
    directory.put(user("boy", "103"), "Jones");

    assertThat(directory.atStaticPlace("Smith"))
        .containsExactly(new UserName("cook"), new UserName("mate"));
  }

  @Test
  void mayAsk_withinAMinute_isNo() {
    assertThat(directory.mayAsk("oven")).isTrue();
    assertThat(directory.mayAsk("oven")).isFalse();
    assertThat(directory.mayAsk("stove")).isTrue();

    nanos.addAndGet(Duration.ofSeconds(61).toNanos());

    assertThat(directory.mayAsk("oven")).isTrue();
  }
}
