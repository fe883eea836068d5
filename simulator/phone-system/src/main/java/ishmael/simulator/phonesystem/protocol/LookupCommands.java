package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.cmd;
import static ishmael.simulator.phonesystem.protocol.Mobydick.element;

import com.google.common.collect.ImmutableMap;
import ishmael.simulator.phonesystem.engine.CallRefused;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.PhoneBookEntry;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.CommandDesk.Command;
import java.util.Locale;
import java.util.function.Predicate;

/** Commands that only look something up: phone book, journal, redirection. */
final class LookupCommands {
  private static final int JOURNAL_LIMIT = 100;

  private final Engine engine;

  LookupCommands(Engine engine) {
    this.engine = engine;
  }

  ImmutableMap<String, Command> commands() {
    return ImmutableMap.of(
        "phonebook.FindAll", (session, command) -> phoneBook(entry -> true),
        "phonebook.Find", (session, command) -> find(command),
        "redirect.FindOwn", (session, command) -> redirect(session),
        "journal.FindOwn", (session, command) -> journal(session.user(), command),
        "journal.FindByIdentity", this::journalOf);
  }

  private XmlElement find(XmlElement command) {
    String query = command.attribute("query", "").toLowerCase(Locale.ROOT);
    return phoneBook(
        entry ->
            entry.name().toLowerCase(Locale.ROOT).contains(query)
                || entry.number().contains(query));
  }

  private XmlElement phoneBook(Predicate<PhoneBookEntry> wanted) {
    XmlElement.Builder list = element("PhonebookList");
    engine.phoneBook().stream().filter(wanted).forEach(entry -> list.add(entry(entry)));
    return cmd("phonebook", list.build());
  }

  private static XmlElement entry(PhoneBookEntry entry) {
    XmlElement.Builder out =
        element("PhonebookEntry")
            .attribute("eventId", "")
            .attribute("eventType", "")
            .leaf("type", entry.account() ? "011account" : "undef")
            .leaf("id", entry.name())
            .leaf("firstname", "")
            .leaf("surname", "")
            .leaf("phone", entry.number())
            .leaf("fax", "")
            .leaf("mobile", "")
            .leaf("homephone", "")
            .leaf("email", "")
            .leaf("displayname", entry.name())
            .leaf("organisation", entry.organisation());
    if (!entry.labels().isEmpty()) {
      out.add(EventStanzas.labels(entry.labels()));
    }
    return out.build();
  }

  private XmlElement redirect(ClientSession session) {
    return cmd("redirect", UserStanzas.redirectEntry(engine.redirectOf(session.user().name())));
  }

  private XmlElement journalOf(ClientSession session, XmlElement command) {
    UserAccount user = engine.user(command.attribute("identity", ""));
    CommandDesk.requireSupervisorFor(session, user);
    return journal(user, command);
  }

  private XmlElement journal(UserAccount user, XmlElement command) {
    XmlElement.Builder list = element("JournalList");
    engine
        .journalOf(user.name(), limit(command))
        .forEach(entry -> list.add(EventStanzas.journalEntry(entry)));
    return cmd("journal", list.build());
  }

  private static int limit(XmlElement command) {
    String limit = command.attribute("limit", "");
    if (limit.isEmpty()) {
      return JOURNAL_LIMIT;
    }
    try {
      return Integer.parseInt(limit);
    } catch (NumberFormatException e) {
      CallRefused refused = new CallRefused("Not a number: limit");
      refused.initCause(e);
      throw refused;
    }
  }
}
