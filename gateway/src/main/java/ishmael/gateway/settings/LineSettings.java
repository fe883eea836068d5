package ishmael.gateway.settings;

import java.util.List;

/**
 * Section {@code [lines]}: whose lines are shown.
 *
 * @param users login names; empty means everybody. Only a supervisor account has a choice
 */
public record LineSettings(List<String> users) {
  /** Everybody. */
  public static final LineSettings ALL = new LineSettings(List.of());

  /** Copies the list. */
  public LineSettings {
    users = List.copyOf(users);
  }
}
