package ishmael.gateway.phonesystem.protocol.journal;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;

/** The answer journal.JournalList: the newest calls of a user. */
public record JournalList(List<JournalEntry> entries) {
  /** The element's name. */
  public static final String NAME = "JournalList";

  private static final String MODULE = "journal";

  /** Copies the list. */
  public JournalList {
    entries = List.copyOf(entries);
  }

  /**
   * Returns the command journal.FindOwn.
   *
   * @param limit how many calls at most; the phone system's own limit is 100
   */
  public static Element findOwn(int limit) {
    return Cmd.of(MODULE, Element.of("FindOwn").with("limit", Integer.toString(limit)));
  }

  /**
   * Returns the command journal.FindByIdentity; supervisors only.
   *
   * @param identity the user's login name
   * @param limit how many calls at most; the phone system's own limit is 100
   */
  public static Element findByIdentity(String identity, int limit) {
    return Cmd.of(
        MODULE,
        Element.of("FindByIdentity")
            .with("identity", identity)
            .with("limit", Integer.toString(limit)));
  }

  /** Reads the element. */
  public static JournalList parse(Element element) {
    return new JournalList(
        element.children(JournalEntry.NAME).stream().map(JournalEntry::parse).toList());
  }
}
