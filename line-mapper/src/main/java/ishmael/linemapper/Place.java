package ishmael.linemapper;

import java.util.List;

/**
 * A place of a user and which of the user's phones are there.
 *
 * @param name for the user's own place the full name, for others what the phone system calls them
 * @param own whether it is the place that the user always has; else one that others may use at
 *     other times
 */
public record Place(String name, boolean own, List<DeviceName> phones) {
  /** Copies the list. */
  public Place {
    phones = List.copyOf(phones);
  }
}
