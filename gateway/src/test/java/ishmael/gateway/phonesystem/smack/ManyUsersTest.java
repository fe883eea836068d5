package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.User;
import ishmael.simulator.phonesystem.engine.Phone;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A phone system with 5,000 users, over TCP and TLS. */
@Timeout(120)
class ManyUsersTest {
  private static final int USERS = 5_000;
  private static final String PASSWORD = "secret";
  private final Recorder recorder = new Recorder();

  private static Site site() {
    Site.Builder site =
        Site.builder()
            .role("all", "xmpp.connect", Role.ROSTER_GROUP)
            .role("supervisors", "xmpp.connect", Role.SUPERVISOR)
            .user(
                new UserAccount(
                    1, "tapi", "Tapi", "99999", PASSWORD, List.of("supervisors"), List.of()))
            .user(new UserAccount(2, "fax", "Fax Room", "99998", PASSWORD, List.of(), List.of()));
    IntStream.range(0, USERS).mapToObj(ManyUsersTest::sailor).forEach(site::user);
    return site.build();
  }

  private static UserAccount sailor(int number) {
    return new UserAccount(
        100 + number,
        "Sailor" + number,
        "Sailor Number " + number,
        Integer.toString(10_000 + number),
        PASSWORD,
        List.of("all"),
        List.of(Phone.full("Snom %012X [Berth %d]".formatted(number, number), "Snom Phone")));
  }

  @Test
  void start_fiveThousandUsers_allAreRead() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (ishmael.simulator.phonesystem.PhoneSystem server =
        ishmael.simulator.phonesystem.PhoneSystem.start(
            ishmael.simulator.phonesystem.PhoneSystemOptions.of(site()))) {
      PhoneSystemOptions options =
          PhoneSystemOptions.builder("tapi", new Password(PASSWORD), "TS01")
              .host("localhost")
              .port(server.xmpp().port())
              .certificateSha256(
                  Hashing.sha256().hashBytes(server.xmpp().certificate().getEncoded()).toString())
              .timing(
                  new LinkTiming(
                      Duration.ofSeconds(60),
                      Duration.ofSeconds(30),
                      Duration.ofSeconds(60),
                      Duration.ofSeconds(1),
                      Duration.ofSeconds(1),
                      Duration.ofSeconds(1),
                      Duration.ofHours(4),
                      Duration.ofMinutes(5)))
              .build();
      long begin = System.nanoTime();
      try (PhoneSystem link = SmackPhoneSystem.create(options, recorder, registry, () -> 7)) {
        link.start();
        List<User> users = recorder.next(Recorder.Listed.class).users();
        recorder.next(Online.class);
        System.out.printf(
            "%d users after %d ms%n",
            users.size(), Duration.ofNanos(System.nanoTime() - begin).toMillis());

        assertThat(users).hasSize(USERS);
        assertThat(users)
            .allMatch(user -> user.phones().size() == 1)
            .allMatch(user -> user.places().size() == 1)
            .allMatch(user -> user.extension().isPresent());

        server.engine().setRedirect("Sailor7", "10008");
        link.askDirectory("10007");
        assertThat(recorder.next(Recorder.Listed.class).users())
            .filteredOn(user -> user.redirect().isPresent())
            .singleElement()
            .satisfies(user -> assertThat(user.spelling()).isEqualTo("Sailor7"));
      }
    }
  }
}
