package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.Inquiries;
import ishmael.gateway.directory.PhoneBook;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.Extension;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory of a supervisor: the roster names the users, FindUserInfo tells about each,
 * and the phone book names those whom the roster lacks. Only the link's thread calls it.
 */
final class DirectoryFeed {
  private static final Logger LOGGER = LoggerFactory.getLogger(DirectoryFeed.class);
  private static final String ALL = "*";
  private static final String ROSTER = "*roster";
  private static final int MAX_LOOKED_FOR = 1_000;

  /** Hears of the directory. */
  interface Owner {
    /** It is complete, or as complete as it can be now; comes again after each change. */
    void settled();

    /** The first roster could not be read. */
    void noRoster(Reply reply);
  }

  private final UserDirectory directory;
  private final PhoneBook phoneBook;
  private final Inquiries inquiries;
  private final DirectorySources sources;
  private final UserQuestions questions;
  private final Alarms alarms;
  private final DirectoryTimes times;
  private final Optional<Extension> own;
  private final DirectoryNews news;
  private final Owner owner;
  private final RosterDoubt doubt = new RosterDoubt();
  private final Set<String> lookedFor = new LinkedHashSet<>();
  private Duration retryPause;
  private boolean retryArmed;
  private boolean doubtArmed;
  private int pushedAway;
  private boolean loaded;
  private boolean complete;
  private boolean over;

  /** What the feed writes to; it lives longer than one link. */
  record Books(
      UserDirectory directory, PhoneBook phoneBook, Inquiries inquiries, DirectoryNews news) {}

  /**
   * Makes a feed that has not begun.
   *
   * @param own the extension of our account, which needs no roster entry
   */
  DirectoryFeed(
      Books books,
      Requests requests,
      Optional<Extension> own,
      Timers timers,
      DirectoryTimes times,
      Owner owner) {
    directory = books.directory();
    phoneBook = books.phoneBook();
    inquiries = books.inquiries();
    news = books.news();
    sources = new DirectorySources(requests);
    questions = new UserQuestions(requests, directory, news, this::settled);
    this.own = own;
    alarms = new Alarms(timers);
    this.times = times;
    this.owner = owner;
    retryPause = times.firstRetry();
  }

  /** Reads everything; what changes later is read by itself. */
  void begin() {
    readRoster();
    alarms.after(times.patience(), this::impatient);
    alarms.every(times.roster(), this::readRoster);
    alarms.every(times.refresh(), this::readPhoneBook);
  }

  void end() {
    over = true;
    alarms.end();
    questions.end();
  }

  /** Takes a change of the roster; before the first roster it tells nothing that this will not. */
  void pushed(List<RosterItem> items) {
    if (!loaded) {
      return;
    }
    int known = directory.names().size();
    for (RosterItem item : items) {
      if (!item.removed()) {
        directory.listed(item.user(), item.displayName());
        questions.ask(List.of(item.user()));
      } else if (RosterDoubt.isMany(++pushedAway, known)) {
        readDoubtfulRoster();
      } else {
        forget(item.user());
      }
    }
    questions.pump();
  }

  /** Takes the news that somebody moved. */
  void moved(SetLocation event) {
    if (!loaded) {
      return;
    }
    Move move = new Move(event, directory);
    questions.askFirst(move.apply(phoneBook));
    changed();
    if (!move.isOfKnownUser()) {
      if (move.ownPlace().filter(name -> phoneBook.called(name) > 0).isPresent()) {
        askForNewUsers();
      } else {
        askForEverybody();
      }
    }
    questions.pump();
  }

  /** What follows must find the directory as it is now. */
  private void changed() {
    if (complete) {
      owner.settled();
    }
  }

  /** Takes the news that somebody's calls are forwarded, or not any more. */
  void redirected(RedirectEntry entry) {
    if (!loaded) {
      return;
    }
    List<UserName> users =
        entry.source().map(Extension::new).map(directory::withExtension).orElse(List.of());
    if (users.size() == 1) {
      directory
          .find(users.get(0))
          .ifPresent(user -> directory.amend(Users.redirected(user, entry)));
      changed();
    }
    questions.askFirst(users);
    questions.pump();
  }

  /** Looks for the owner of a device or extension that an event named. */
  void wanted(String deviceOrExtension) {
    if (!loaded || deviceOrExtension.isBlank() || !inquiries.mayAsk(deviceOrExtension)) {
      return;
    }
    List<UserName> owners = directory.owners(deviceOrExtension);
    if (!owners.isEmpty()) {
      questions.askFirst(owners);
    } else if (phoneBook.has(deviceOrExtension)) {
      askForNewUsers();
    } else if (!inquiries.isStranger(deviceOrExtension)) {
      lookFor(deviceOrExtension);
    }
    questions.pump();
  }

  private void lookFor(String deviceOrExtension) {
    if (lookedFor.size() < MAX_LOOKED_FOR && askForEverybody()) {
      lookedFor.add(deviceOrExtension);
    }
  }

  /** Whoever is not in the directory may have got a roster entry that we were not told of. */
  private void askForNewUsers() {
    if (inquiries.mayAsk(ROSTER)) {
      readRoster();
    }
  }

  private boolean askForEverybody() {
    boolean may = inquiries.mayAsk(ALL);
    if (may) {
      questions.ask(directory.names());
      readRoster();
    }
    return may;
  }

  private void readRoster() {
    sources.roster(this::took, this::noRoster);
  }

  private void noRoster(Reply reply) {
    if (over) {
      return;
    }
    if (!loaded) {
      owner.noRoster(reply);
      return;
    }
    LOGGER.debug("The roster could not be read again: {}", reply.complaint());
    questions.ask(directory.stale());
    questions.pump();
  }

  private void took(List<RosterItem> roster) {
    if (over) {
      return;
    }
    Set<UserName> named = roster.stream().map(RosterItem::user).collect(Collectors.toSet());
    List<UserName> before = directory.names();
    List<UserName> missing = before.stream().filter(name -> !named.contains(name)).toList();
    boolean believed = doubt.believes(!loaded, named.size(), missing, before.size());
    if (believed) {
      news.believed();
      pushedAway = 0;
      missing.forEach(this::forget);
    } else {
      news.doubtful(named.size(), missing);
      readDoubtfulRoster();
      if (named.isEmpty() && before.isEmpty()) {
        return;
      }
    }
    roster.forEach(this::take);
    questions.ask(loaded ? directory.stale() : directory.names());
    loaded = true;
    questions.pump();
  }

  private void readDoubtfulRoster() {
    if (!doubtArmed) {
      doubtArmed = true;
      alarms.after(
          times.doubt(),
          () -> {
            doubtArmed = false;
            readRoster();
          });
    }
  }

  private void take(RosterItem item) {
    if (directory.listed(item.user(), item.displayName())) {
      questions.ask(List.of(item.user()));
    }
  }

  private void forget(UserName name) {
    directory.remove(name);
    questions.forget(name);
  }

  /** All answers are there: who was looked for and not found is a stranger. */
  private void settled() {
    lookedFor.stream().filter(one -> directory.owners(one).isEmpty()).forEach(inquiries::nobodyHas);
    lookedFor.clear();
    tell();
    if (questions.failed().isEmpty()) {
      retryPause = times.firstRetry();
    } else {
      retryLater();
    }
  }

  private void tell() {
    boolean first = !complete;
    complete = true;
    owner.settled();
    if (first) {
      readPhoneBook();
    }
    news.unread(questions.failed(), directory);
    news.onlyInPhoneBook(phoneBook.onlyHere(directory, own));
  }

  /** The login does not wait for users whom the server never tells of. */
  private void impatient() {
    if (complete) {
      return;
    }
    if (loaded && questions.allAsked()) {
      tell();
    } else {
      alarms.after(times.patience(), this::impatient);
    }
  }

  private void retryLater() {
    if (!retryArmed) {
      retryArmed = true;
      alarms.after(retryPause, this::retry);
      retryPause = Backoff.doubled(retryPause, times.roster());
    }
  }

  private void retry() {
    retryArmed = false;
    questions.ask(questions.takeFailed());
    questions.pump();
  }

  private void readPhoneBook() {
    sources.phoneBook(
        accounts -> {
          news.phoneBookRead();
          phoneBook.replace(accounts, directory);
          news.onlyInPhoneBook(phoneBook.onlyHere(directory, own));
        },
        reply -> {
          if (!over) {
            news.noPhoneBook(reply.complaint());
          }
        });
  }
}
