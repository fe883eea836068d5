package ishmael.gateway.phonesystem.protocol.incoming;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.Failure;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfJournal;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfPhonebook;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfRedirect;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfSubscriptions;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfUser;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.Success;
import ishmael.gateway.phonesystem.protocol.journal.JournalList;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookList;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import java.util.Map;
import java.util.function.Function;

/** Which element of an answer is read by what. */
final class Answers {
  static final Map<String, Function<Element, PhoneSystemAnswer>> READERS =
      Map.of(
          "Success",
          element -> new Success(message(element)),
          "Failure",
          element -> new Failure(message(element)),
          UserInfo.NAME,
          element -> new OfUser(UserInfo.parse(element)),
          Subscription.LIST,
          element -> new OfSubscriptions(Subscription.parse(element)),
          RedirectEntry.NAME,
          element -> new OfRedirect(RedirectEntry.parse(element)),
          JournalList.NAME,
          element -> new OfJournal(JournalList.parse(element)),
          PhonebookList.NAME,
          element -> new OfPhonebook(PhonebookList.parse(element)));

  private Answers() {}

  private static String message(Element answer) {
    return answer.textOf("message").orElse(answer.text());
  }
}
