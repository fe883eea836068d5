package ishmael.gateway.settings;

/**
 * Writes {@code phone-system.certificate} into a settings file and leaves every other octet as it
 * is: comments, order, line ends. A certificate that stands there is replaced; else the line comes
 * below the section's head.
 */
public final class CertificateLine {
  private static final String SECTION = "phone-system";

  private final SettingsFile file;

  /** Names the file. */
  public CertificateLine(SettingsFile file) {
    this.file = file;
  }

  /**
   * Writes the fingerprint, atomically.
   *
   * @param fingerprint as it shall stand in the file
   * @throws SettingsException if the file cannot be read, edited or written; it stays as it was
   */
  public void write(String fingerprint) throws SettingsException {
    String after = edited(file.text(), fingerprint);
    String wanted = fingerprint.replaceAll("[: ]", "");
    if (!file.read(after)
        .phoneSystem()
        .certificate()
        .filter(wanted::equalsIgnoreCase)
        .isPresent()) {
      throw new SettingsException(
          file.path()
              + " is written in a way that cannot be edited here; enter by hand below ["
              + SECTION
              + "]: certificate = \""
              + fingerprint
              + "\"");
    }
    file.replace(after);
  }

  /** Returns the text with the line; unchanged if there is no section to put it in. */
  static String edited(String text, String fingerprint) {
    TomlText before = new TomlText(text);
    return before.has(SECTION)
        ? before.with(SECTION, "certificate", '"' + fingerprint + '"').toString()
        : text;
  }
}
