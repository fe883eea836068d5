package ishmael.gateway.signin;

import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.RefusalMemory;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.settings.PhoneSystemSettings;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;

/** Makes the link's options of the settings: the same for the gateway and for whoever checks it. */
public final class SignIn {
  private SignIn() {}

  /**
   * Makes the options.
   *
   * @param resource the name of this session at the phone system
   * @param refusals remembers refused passwords
   * @throws SettingsException if a value makes no sense; with a sentence for the administrator
   */
  public static PhoneSystemOptions options(
      Settings settings,
      Password password,
      String resource,
      LinkTiming timing,
      RefusalMemory refusals)
      throws SettingsException {
    PhoneSystemSettings phoneSystem = settings.phoneSystem();
    PhoneSystemOptions.Builder builder =
        PhoneSystemOptions.builder(phoneSystem.user(), password, resource)
            .servers(
                phoneSystem.servers().stream()
                    .map(server -> new ServerAddress(server.host(), server.port()))
                    .toList())
            .port(phoneSystem.port())
            .returnAfter(phoneSystem.returnAfter())
            .refusals(refusals)
            .supervisorRequired(!settings.lines().users().isEmpty())
            .timing(timing);
    phoneSystem.certificate().ifPresent(builder::certificateSha256);
    phoneSystem.caFile().ifPresent(builder::certificateAuthorities);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }
}
