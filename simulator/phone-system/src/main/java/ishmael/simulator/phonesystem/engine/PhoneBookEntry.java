package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * An entry of the phone book.
 *
 * @param account the entry is a user of the phone system, not an outside contact
 * @param number extension or outside number in the phone system's form
 */
public record PhoneBookEntry(
    boolean account, String name, String number, String organisation, List<Label> labels) {
  public PhoneBookEntry {
    labels = List.copyOf(labels);
  }

  /** An outside contact. */
  public static PhoneBookEntry contact(String name, String number, Label... labels) {
    return new PhoneBookEntry(false, name, number, name, List.of(labels));
  }
}
