package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.RefusalMemory;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.settings.Installation;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import ishmael.gateway.signin.SignIn;
import java.util.List;
import java.util.Optional;

/** What is on this machine: settings and password. */
final class InstallationSteps {
  private final Patient patient;
  private volatile Optional<Settings> settings = Optional.empty();
  private volatile Optional<PhoneSystemOptions> options = Optional.empty();

  InstallationSteps(Patient patient) {
    this.patient = patient;
  }

  Outcome settings() {
    try {
      Settings read = patient.settings();
      settings = Optional.of(read);
      options = Optional.of(options(read, new Password("")));
      return Outcome.ok(
          "account %s@%s, %s".formatted(options().user(), options().domain(), servers(options())));
    } catch (SettingsException e) {
      return Outcome.misconfigured(String.valueOf(e.getMessage()));
    }
  }

  Outcome password() {
    try {
      Password password = new Password(patient.password().reveal());
      options = Optional.of(options(settings.orElseThrow(), password));
      return Outcome.ok("stored");
    } catch (SettingsException e) {
      return Outcome.misconfigured(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the options; only after the settings were read. */
  PhoneSystemOptions options() {
    return options.orElseThrow();
  }

  /** From now on this server is meant. */
  void choose(ServerAddress server) {
    options = options.map(its -> its.at(server));
  }

  private static String servers(PhoneSystemOptions options) {
    List<String> named = options.servers().stream().map(ServerAddress::toString).toList();
    return switch (named.size()) {
      case 0 -> "server named by the name service";
      case 1 -> "server " + named.get(0);
      default -> "servers " + String.join(", ", named);
    };
  }

  /** Returns the login names that shall have a line; none means everybody. */
  List<String> selected() {
    return settings.orElseThrow().lines().users();
  }

  /** The running gateway's session would be ended by one of the same name. */
  private static PhoneSystemOptions options(Settings settings, Password password)
      throws SettingsException {
    String name = new Installation(settings.stateFolder()).known().orElse("ishmael");
    LinkTiming all = LinkTiming.DEFAULT;
    LinkTiming brief =
        new LinkTiming(
            Step.LOGIN.limit().minusMillis(500),
            Step.ROLE.limit(),
            all.heartbeat(),
            all.firstRetry(),
            all.lastRetry(),
            all.conflictPause(),
            all.directoryRefresh(),
            all.failedUserRetry());
    return SignIn.options(settings, password, name + "-doctor", brief, RefusalMemory.forgetful());
  }
}
