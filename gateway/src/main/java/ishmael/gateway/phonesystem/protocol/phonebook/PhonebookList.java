package ishmael.gateway.phonesystem.protocol.phonebook;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;

/** The answer phonebook.PhonebookList: what was found in the phone book. */
public record PhonebookList(List<PhonebookEntry> entries) {
  /** The element's name. */
  public static final String NAME = "PhonebookList";

  private static final String MODULE = "phonebook";

  /** Copies the list. */
  public PhonebookList {
    entries = List.copyOf(entries);
  }

  /** Returns the command phonebook.FindAll, which asks for the whole phone book. */
  public static Element findAll() {
    return Cmd.of(MODULE, Element.of("FindAll"));
  }

  /**
   * Returns the command phonebook.Find.
   *
   * @param query a part of a name or number
   */
  public static Element find(String query) {
    return Cmd.of(MODULE, Element.of("Find").with("query", query));
  }

  /** Reads the element. */
  public static PhonebookList parse(Element element) {
    return new PhonebookList(
        element.children(PhonebookEntry.NAME).stream().map(PhonebookEntry::parse).toList());
  }
}
