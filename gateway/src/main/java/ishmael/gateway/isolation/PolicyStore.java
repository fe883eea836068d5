package ishmael.gateway.isolation;

import ishmael.linemapper.isolation.IsolationPolicy;
import java.io.IOException;

/** Where the admin's policy is kept. One thread at a time. */
@FunctionalInterface
public interface PolicyStore {
  /**
   * Keeps a policy in place of the one before, atomically; comments of people stay.
   *
   * @throws IOException if it is not kept; what was there before stays
   */
  void keep(IsolationPolicy policy) throws IOException;

  /** A gateway without a settings file: a policy holds until the gateway ends. */
  static PolicyStore none() {
    return policy -> {};
  }
}
