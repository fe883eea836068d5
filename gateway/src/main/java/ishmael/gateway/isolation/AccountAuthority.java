package ishmael.gateway.isolation;

import ishmael.linemapper.isolation.Account;

/**
 * Knows Windows accounts. A question may take seconds: a domain controller may have to be asked.
 * Implementations are called by one thread that does nothing else.
 */
public interface AccountAuthority {
  /** Returns the account; {@link Account#unresolved} if nobody knows the SID now. */
  Account bySid(String sid);

  /**
   * Says whether there is an account of this name.
   *
   * @param name {@code name}, of any domain that this machine trusts, or {@code DOMAIN\name}
   */
  boolean exists(String name);

  /** Where there is no Windows there are no accounts. */
  static AccountAuthority none() {
    return new AccountAuthority() {
      @Override
      public Account bySid(String sid) {
        return Account.unresolved(sid);
      }

      @Override
      public boolean exists(String name) {
        return false;
      }
    };
  }
}
