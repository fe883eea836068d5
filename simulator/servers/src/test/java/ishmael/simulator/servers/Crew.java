package ishmael.simulator.servers;

import com.google.common.collect.ImmutableList;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.List;

/** The site of the contract: the Pequod's, and a man with a password that is hard to quote. */
final class Crew {
  static final String ISHMAEL = "Ishmael";

  /** All that quoting in files, SASL and XML could trip over. */
  static final String ISHMAEL_PASSWORD =
      "Nenn' mich \"\u00cfsm\u00e4\u00ebl\", <&> 100% \\ {~} = ]]> $x \u00df\u20ac \uD83D\uDC33";

  private Crew() {}

  /** The site without characters beyond Unicode's first plane in its passwords. */
  static Site withoutEmoji() {
    Site all = site();
    ImmutableList<UserAccount> users =
        all.users().stream().map(Crew::plainer).collect(ImmutableList.toImmutableList());
    return with(all, users);
  }

  private static UserAccount plainer(UserAccount user) {
    String password = user.password().replaceAll("[^\\x{0}-\\x{ffff}]", "").strip();
    return new UserAccount(
        user.id(),
        user.name(),
        user.displayName(),
        user.extension(),
        password,
        user.roles(),
        user.ownPhones());
  }

  static Site site() {
    Site pequod = Pequod.site();
    UserAccount ishmael =
        new UserAccount(
            18, ISHMAEL, "Ishmael", "107", ISHMAEL_PASSWORD, List.of(Pequod.CREW_ROLE), List.of());
    return with(
        pequod, ImmutableList.<UserAccount>builder().addAll(pequod.users()).add(ishmael).build());
  }

  /** A site with other users. */
  static Site with(Site site, ImmutableList<UserAccount> users) {
    return new Site(
        site.roles(),
        users,
        site.places(),
        site.occupants(),
        site.contacts(),
        site.outside(),
        site.countryCode(),
        site.ringTimeout(),
        site.networkDelay());
  }
}
