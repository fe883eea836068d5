package ishmael.gateway.command;

import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.Settings;

/** What {@code ishmael gateway} runs. */
@FunctionalInterface
public interface Service {
  /**
   * Runs until it is stopped or can not go on; says why in the log or on standard error.
   *
   * @param policies where a policy is kept that an admin sets meanwhile
   */
  ExitCode run(Settings settings, Secret password, PolicyStore policies);
}
