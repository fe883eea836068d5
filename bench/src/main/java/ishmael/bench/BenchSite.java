package ishmael.bench;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Phone;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.List;
import java.util.Locale;

/** Phone systems to measure with: one supervisor and any number of users with one phone each. */
final class BenchSite {
  static final String SUPERVISOR = Pequod.SUPERVISOR;
  static final String PASSWORD = Pequod.SUPERVISOR_PASSWORD;
  static final String DOMAIN = "mobydick";
  private static final String USERS = "All Users";
  private static final int FIRST_EXTENSION = 10_000;

  private BenchSite() {}

  static Site withUsers(int count) {
    Site.Builder site =
        Site.builder()
            .role(USERS, "xmpp.connect", Role.ROSTER_GROUP)
            .role(Pequod.SUPERVISOR_ROLE, "xmpp.connect", Role.SUPERVISOR)
            .user(
                new UserAccount(
                    1,
                    SUPERVISOR,
                    "Terminal Server 1",
                    "900",
                    PASSWORD,
                    List.of(Pequod.SUPERVISOR_ROLE),
                    List.of()));
    for (int i = 0; i < count; i++) {
      site.user(user(i));
    }
    return site.build();
  }

  /** The login name of a user, counted from 0. */
  static String name(int number) {
    return String.format(Locale.ROOT, "sailor%05d", number);
  }

  /** The name of a user's phone. */
  static String device(int number) {
    return String.format(Locale.ROOT, "Snom 000413%06X [Berth %d]", number, number);
  }

  private static UserAccount user(int number) {
    return new UserAccount(
        100 + number,
        name(number),
        "Jörg Matrose " + number,
        Integer.toString(FIRST_EXTENSION + number),
        Pequod.CREW_PASSWORD,
        List.of(USERS),
        List.of(Phone.full(device(number), "Snom Phone")));
  }
}
