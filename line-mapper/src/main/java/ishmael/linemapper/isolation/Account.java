package ishmael.linemapper.isolation;

/**
 * A Windows account as the local security authority names it. Windows compares names without regard
 * to case. An account that is renamed keeps its SID, so that what a session holds goes by the SID,
 * and what belongs to a name goes by the name that the account has now.
 *
 * @param sid the security identifier in text form, {@code S-1-…}
 * @param domain the NetBIOS name of the domain or machine, empty if the SID could not be resolved
 * @param name the account's name without domain, empty if the SID could not be resolved
 * @param upn the user principal name, such as {@code ahab@pequod.example}; empty if there is none
 */
public record Account(String sid, String domain, String name, String upn) {
  /**
   * Checks the SID.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Account {
    if (sid.isBlank()) {
      throw new IllegalArgumentException("an account has a SID");
    }
  }

  /** An account whose name is not known: it owns nothing by name. */
  public static Account unresolved(String sid) {
    return new Account(sid, "", "", "");
  }

  /** Returns how people write it: {@code DOMAIN\name}, or the SID if there is no name. */
  public String display() {
    if (name.isEmpty()) {
      return sid;
    }
    return domain.isEmpty() ? name : domain + '\\' + name;
  }
}
