package ishmael.gateway.phonesystem.protocol.incoming;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.journal.JournalList;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookList;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the phone system answers to a command. */
public sealed interface PhoneSystemAnswer {

  /** The command was taken. */
  record Success(String text) implements PhoneSystemAnswer {}

  /** The command was refused. */
  record Failure(String text) implements PhoneSystemAnswer {}

  /** All about one user. */
  record OfUser(UserInfo info) implements PhoneSystemAnswer {}

  /** The subscriptions in force. */
  record OfSubscriptions(List<Subscription> held) implements PhoneSystemAnswer {
    /** Copies the list. */
    public OfSubscriptions {
      held = List.copyOf(held);
    }
  }

  /** Where a user's calls are forwarded to. */
  record OfRedirect(RedirectEntry entry) implements PhoneSystemAnswer {}

  /** The newest calls of a user. */
  record OfJournal(JournalList list) implements PhoneSystemAnswer {}

  /** What was found in the phone book. */
  record OfPhonebook(PhonebookList list) implements PhoneSystemAnswer {}

  /**
   * An answer of a kind that we do not know.
   *
   * @param name the element's name; empty if the answer holds nothing
   */
  record Unknown(String name) implements PhoneSystemAnswer {}

  /** Returns what is in an answer without anything. */
  static PhoneSystemAnswer nothing() {
    return new Unknown("");
  }

  /** Reads the first element in an envelope that is known, whatever module it came under. */
  static PhoneSystemAnswer parse(Element cmd) {
    return Known.first(cmd, Answers.READERS).orElseGet(() -> new Unknown(Known.nameIn(cmd)));
  }

  /** Returns the user that the answer tells of. */
  default Optional<UserInfo> user() {
    return this instanceof OfUser user ? Optional.of(user.info()) : Optional.empty();
  }

  /** Calls the function that belongs to this kind of answer. */
  default <R> R fold(
      Function<Success, R> onSuccess,
      Function<Failure, R> onFailure,
      Function<OfUser, R> onUser,
      Function<OfSubscriptions, R> onSubscriptions,
      Function<OfRedirect, R> onRedirect,
      Function<OfJournal, R> onJournal,
      Function<OfPhonebook, R> onPhonebook,
      Function<Unknown, R> onUnknown) {
    if (this instanceof Success success) {
      return onSuccess.apply(success);
    }
    if (this instanceof Failure failure) {
      return onFailure.apply(failure);
    }
    if (this instanceof OfUser user) {
      return onUser.apply(user);
    }
    if (this instanceof OfSubscriptions subscriptions) {
      return onSubscriptions.apply(subscriptions);
    }
    if (this instanceof OfRedirect redirect) {
      return onRedirect.apply(redirect);
    }
    if (this instanceof OfJournal journal) {
      return onJournal.apply(journal);
    }
    if (this instanceof OfPhonebook phonebook) {
      return onPhonebook.apply(phonebook);
    }
    return onUnknown.apply((Unknown) this);
  }
}
