package ishmael.gateway.command;

import ishmael.gateway.doctor.Patient;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import java.nio.file.Path;

/** The installation whose settings file the command line names. */
record StoredPatient(GatewayCommand gateway) implements Patient {
  @Override
  public Path settingsPath() {
    return gateway.settingsPath();
  }

  @Override
  public Settings settings() throws SettingsException {
    return gateway.settingsFile().read();
  }

  @Override
  public Secret password() throws SettingsException {
    return gateway.secretFile().read();
  }
}
