package ishmael.gateway.doctor;

import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import java.nio.file.Path;

/** The installation that is looked at. */
public interface Patient {
  /** Returns where the settings are. */
  Path settingsPath();

  /** Reads the settings. */
  Settings settings() throws SettingsException;

  /** Reads the password. */
  Secret password() throws SettingsException;
}
