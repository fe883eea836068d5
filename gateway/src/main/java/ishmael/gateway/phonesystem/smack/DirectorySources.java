package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.PhoneBook.Account;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfPhonebook;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookEntry;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookList;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.Extension;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The two lists of users, each asked for once at a time. Only the link's thread calls it. */
final class DirectorySources {
  private final Requests requests;
  private boolean readingRoster;
  private boolean readingPhoneBook;

  DirectorySources(Requests requests) {
    this.requests = requests;
  }

  /** Asks for the roster, unless that is done already; one of the functions is called later. */
  void roster(Consumer<List<RosterItem>> then, Consumer<Reply> failed) {
    if (readingRoster) {
      return;
    }
    readingRoster = true;
    requests.ask(
        RosterItem.question(),
        RosterItem.NAMESPACE,
        requests.limit(),
        reply -> {
          readingRoster = false;
          if (reply instanceof Reply.Roster roster) {
            then.accept(roster.items());
          } else {
            failed.accept(reply);
          }
        });
  }

  /** Asks for the accounts of the phone book, unless that is done already. */
  void phoneBook(Consumer<List<Account>> then, Consumer<Reply> failed) {
    if (readingPhoneBook) {
      return;
    }
    readingPhoneBook = true;
    requests.ask(
        PhonebookList.findAll(),
        reply -> {
          readingPhoneBook = false;
          if (reply instanceof Reply.Result result && result.answer() instanceof OfPhonebook book) {
            then.accept(accounts(book.list().entries()));
          } else {
            failed.accept(reply);
          }
        });
  }

  /** An account without an extension can neither call nor be called. */
  private static List<Account> accounts(List<PhonebookEntry> entries) {
    return entries.stream()
        .filter(PhonebookEntry::account)
        .flatMap(DirectorySources::account)
        .toList();
  }

  private static Stream<Account> account(PhonebookEntry entry) {
    return entry.phone().stream()
        .map(phone -> new Account(entry.displayName().orElse(""), new Extension(phone)));
  }
}
