package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.PhoneBook;
import ishmael.gateway.directory.UserDirectory;
import ishmael.linemapper.UserName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the administrator what is missing in the directory: each thing once, until it changes. */
final class DirectoryNews {
  private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryNews.class);
  private static final int NAMES = 5;

  private final LinkMetrics metrics;
  private int unread;
  private int bookOnly;
  private boolean doubted;
  private boolean noPhoneBook;

  DirectoryNews(LinkMetrics metrics) {
    this.metrics = metrics;
  }

  /** The users of whom the last question yielded nothing. */
  void unread(Collection<UserName> failed, UserDirectory directory) {
    long never = failed.stream().filter(name -> !directory.isRead(name)).count();
    metrics.unreadUsers(failed.size());
    if (failed.size() != unread) {
      unread = failed.size();
      if (unread > 0) {
        LOGGER.warn(
            "{} of {} users could not be read ({}); {} of them were never read and have no phones."
                + " They are asked for again.",
            unread,
            directory.users().size(),
            names(failed.stream().map(UserName::value)),
            never);
      } else {
        LOGGER.info("All users could be read.");
      }
    }
  }

  /** The accounts that only the phone book has. */
  void onlyInPhoneBook(List<PhoneBook.Account> accounts) {
    metrics.phoneBookOnly(accounts.size());
    if (accounts.size() != bookOnly) {
      bookOnly = accounts.size();
      if (bookOnly > 0) {
        LOGGER.info(
            "{} users are in the phone book, but in no shared group ({}). They have no lines: give"
                + " them a role with the role type xmpp.group.",
            bookOnly,
            names(accounts.stream().map(one -> one.displayName() + " " + one.extension())));
      }
    }
  }

  /** A roster that lacks so many users that it is not believed yet. */
  void doubtful(int named, Collection<UserName> missing) {
    if (!doubted) {
      LOGGER.warn(doubt(named, missing));
    }
    doubted = true;
  }

  static String doubt(int named, Collection<UserName> missing) {
    if (missing.isEmpty()) {
      return "The phone system's roster names no users. It is read again before that is believed; if"
          + " it stays so, give the users a role with the role type xmpp.group.";
    }
    return "The phone system's roster names %d users; %d known ones are missing (%s). It is read again before that is believed."
        .formatted(named, missing.size(), names(missing.stream().map(UserName::value)));
  }

  void believed() {
    doubted = false;
  }

  void noPhoneBook(String complaint) {
    if (!noPhoneBook) {
      LOGGER.info(
          "The phone book could not be read ({}); users without a shared group stay unknown.",
          complaint);
    }
    noPhoneBook = true;
  }

  void phoneBookRead() {
    noPhoneBook = false;
  }

  /** An answer that tells of another user than the question. */
  void mixedUp(UserName asked, String told) {
    metrics.dropped("mixed-up");
    LOGGER.debug("Asked for {}, the phone system told of {}.", asked, told);
  }

  private static String names(Stream<String> all) {
    List<String> first = all.limit(NAMES + 1).toList();
    String list = first.stream().limit(NAMES).collect(Collectors.joining(", "));
    return first.size() > NAMES ? list + ", …" : list.isEmpty() ? "none" : list;
  }
}
