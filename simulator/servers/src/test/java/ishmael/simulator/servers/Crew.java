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

  static Site site() {
    Site pequod = Pequod.site();
    UserAccount ishmael =
        new UserAccount(
            18, ISHMAEL, "Ishmael", "107", ISHMAEL_PASSWORD, List.of(Pequod.CREW_ROLE), List.of());
    return new Site(
        pequod.roles(),
        ImmutableList.<UserAccount>builder().addAll(pequod.users()).add(ishmael).build(),
        pequod.places(),
        pequod.occupants(),
        pequod.contacts(),
        pequod.outside(),
        pequod.countryCode(),
        pequod.ringTimeout(),
        pequod.networkDelay());
  }
}
