package ishmael.gateway.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code phone-system.certificate} into a settings file and leaves every other octet as it
 * is: comments, order, line ends. A certificate that stands there is replaced; else the line comes
 * below the section's head.
 */
public final class CertificateLine {
  private static final Pattern HEAD = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*]\\s*(#.*)?");
  private static final Pattern KEY =
      Pattern.compile("(\\s*[\"']?certificate[\"']?\\s*=\\s*)(\"[^\"]*\"|'[^']*')(\\s*(#.*)?)");
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
    String before = file.text();
    String after = edited(before, fingerprint);
    Path path = file.path();
    String wanted = fingerprint.replaceAll("[: ]", "");
    if (!file.read(after)
        .phoneSystem()
        .certificate()
        .filter(wanted::equalsIgnoreCase)
        .isPresent()) {
      throw new SettingsException(
          path
              + " is written in a way that cannot be edited here; enter by hand below ["
              + SECTION
              + "]: certificate = \""
              + fingerprint
              + "\"");
    }
    try {
      new AtomicFile(path.toRealPath()).replace(after.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SettingsException(path + " can not be written: " + SettingsFile.reason(e) + ".", e);
    }
  }

  /** Returns the text with the line; unchanged if there is no section to put it in. */
  static String edited(String text, String fingerprint) {
    List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    int head = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("\\r?\\n$", "");
      Matcher section = HEAD.matcher(line);
      Matcher key = KEY.matcher(line);
      if (section.matches()) {
        if (head >= 0) {
          break;
        }
        head = section.group(1).replaceAll("[\"']", "").equals(SECTION) ? i : -1;
      } else if (head >= 0 && key.matches()) {
        String end = lines.get(i).substring(line.length());
        lines.set(i, key.group(1) + '"' + fingerprint + '"' + key.group(3) + end);
        return String.join("", lines);
      }
    }
    if (head < 0) {
      return text;
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    String above = lines.get(head);
    lines.set(head, above.endsWith("\n") ? above : above + end);
    lines.add(head + 1, "certificate = \"" + fingerprint + '"' + end);
    return String.join("", lines);
  }
}
