package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * A user of the phone system as configured.
 *
 * @param name login name in its true spelling; compared without regard to case
 * @param roles names of the site's roles
 * @param ownPhones phones of the static location
 */
public record UserAccount(
    int id,
    String name,
    String displayName,
    String extension,
    String password,
    List<String> roles,
    List<Phone> ownPhones) {

  public UserAccount {
    roles = List.copyOf(roles);
    ownPhones = List.copyOf(ownPhones);
  }

  /** The account without its password. */
  @Override
  public String toString() {
    return "UserAccount[" + name + ", " + displayName + ", " + extension + "]";
  }
}
