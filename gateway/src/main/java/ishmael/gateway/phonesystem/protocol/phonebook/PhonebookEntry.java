package ishmael.gateway.phonesystem.protocol.phonebook;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.base.Labels;
import ishmael.linemapper.Label;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the phone book.
 *
 * @param type the kind of entry; see {@link #account()}
 * @param id the entry's key; for accounts the display name, never the user name
 * @param phone for accounts the extension
 */
public record PhonebookEntry(
    Optional<String> type,
    Optional<String> id,
    Optional<String> displayName,
    Optional<String> firstName,
    Optional<String> surname,
    Optional<String> organisation,
    Optional<String> phone,
    Optional<String> mobile,
    Optional<String> homePhone,
    Optional<String> fax,
    Optional<String> email,
    List<Label> labels) {
  /** The element's name. */
  public static final String NAME = "PhonebookEntry";

  private static final String ACCOUNT = "011account";

  /** Copies the list. */
  public PhonebookEntry {
    labels = List.copyOf(labels);
  }

  /** Reads the element. */
  public static PhonebookEntry parse(Element element) {
    return new PhonebookEntry(
        element.textOf("type"),
        element.textOf("id"),
        element.textOf("displayname"),
        element.textOf("firstname"),
        element.textOf("surname"),
        element.textOf("organisation"),
        element.textOf("phone"),
        element.textOf("mobile"),
        element.textOf("homephone"),
        element.textOf("fax"),
        element.textOf("email"),
        Labels.listIn(element));
  }

  /** Says whether the entry is a user of the phone system. */
  public boolean account() {
    return type.filter(ACCOUNT::equals).isPresent();
  }
}
