package ishmael.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** What 5,000 users cost; each text is an object of its own, as a parser makes them. */
class DirectorySizeTest {
  private static final int USERS = 5_000;
  private static final int LIMIT = 4_096;

  static {
    // Records do not tell where their fields are, unless the measurement may look itself.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private static String own(String text) {
    return String.valueOf(text.toCharArray());
  }

  private static Phone phone(String name) {
    return new Phone(
        new DeviceName(own(name)),
        own("Snom Phone"),
        EnumSet.copyOf(Set.of(Capability.DIAL, Capability.HOLD, Capability.OFFHOOK)));
  }

  /** Three phones at two places, and calls are forwarded: more than most users have. */
  private static User user(int number) {
    String desk = "Snom %012X [Office %d]".formatted(number, number);
    String mobile = "GSM +49 160 %07d".formatted(number);
    String soft = "Softphone %012X [Office %d]".formatted(number, number);
    List<Phone> phones = List.of(phone(desk), phone(mobile), phone(soft));
    return new User(
        new UserName(own("firstname.lastname" + number)),
        own("Firstname.Lastname" + number),
        own("Firstname Lastname " + number),
        Optional.of(new Extension(own(Integer.toString(10_000 + number)))),
        phones,
        List.of(
            new Place(own("Firstname Lastname " + number), true, List.of(device(mobile))),
            new Place(own("Office " + number), false, List.of(device(desk), device(soft)))),
        Optional.of(own("0160123" + number)));
  }

  private static DeviceName device(String name) {
    return new DeviceName(own(name));
  }

  private static UserDirectory directory() {
    UserDirectory directory = new UserDirectory(System::nanoTime, Duration.ofHours(4));
    for (int i = 0; i < USERS; i++) {
      User user = user(i);
      directory.listed(user.name(), own(user.displayName()));
      directory.put(user);
    }
    return directory;
  }

  private static PhoneBook phoneBook(UserDirectory directory) {
    PhoneBook book = new PhoneBook();
    List<PhoneBook.Account> accounts =
        directory.users().stream()
            .map(
                user ->
                    new PhoneBook.Account(
                        own(user.displayName()),
                        new Extension(own(user.extension().orElseThrow().value()))))
            .toList();
    book.replace(accounts, directory);
    return book;
  }

  @Test
  void directoryPhoneBookAndLines_fiveThousandUsers_takeAtMostFourKilobytesEach() {
    UserDirectory directory = directory();
    PhoneBook book = phoneBook(directory);
    LineMapper mapper = new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
    List<User> copy = List.copyOf(directory.users());
    mapper.users(Instant.EPOCH, copy, new HashSet<>(directory.names()));
    assertThat(book.size()).isEqualTo(USERS);
    assertThat(mapper.lines()).hasSize(USERS);

    long each = GraphLayout.parseInstance(directory, book, copy, mapper).totalSize() / USERS;

    System.out.printf("%d octets for each user with a line%n", each);
    assertThat(each).isBetween(500L, (long) LIMIT);
  }
}
