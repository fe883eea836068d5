package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one link after login: introduction, directory, then events and commands. Events
 * that come while the directory is read are kept until it is complete. Only the link's thread calls
 * it.
 */
final class Session {
  private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);

  /** Events kept while the directory is read; the oldest go first. */
  private static final int EARLY_EVENTS = 10_000;

  /** Hears of the session. */
  interface Owner {
    /** All is read: the directory is complete. */
    void online(UserName account, boolean supervisor, User own);

    /** An event, only after {@link #online}. */
    void event(PhoneEvent event);

    /** The directory may have changed; not before {@link #online}. */
    void directoryChanged();
  }

  private final Link link;
  private final PhoneSystemOptions options;
  private final Requests requests;
  private final DirectoryFeed.Books books;
  private final UserDirectory directory;
  private final LinkLoop loop;
  private final LinkMetrics metrics;
  private final Owner owner;
  private final UserName account;
  private final Deque<PhoneEvent> early = new ArrayDeque<>();
  private Optional<DirectoryFeed> feed = Optional.empty();
  private Optional<Commands> commands = Optional.empty();
  private Optional<Standing> standing = Optional.empty();
  private boolean online;
  private boolean warned;

  Session(
      Link link,
      PhoneSystemOptions options,
      Requests requests,
      DirectoryFeed.Books books,
      LinkLoop loop,
      LinkMetrics metrics,
      Owner owner) {
    this.link = link;
    this.options = options;
    this.requests = requests;
    this.books = books;
    directory = books.directory();
    this.loop = loop;
    this.metrics = metrics;
    this.owner = owner;
    account = new UserName(options.user());
  }

  /** Introduces the gateway; all else follows from the answers. */
  void begin() {
    Introduction introduction = new Introduction(requests, options);
    introduction.run(this::introduced, link::fail);
  }

  /** Sends a command; {@code then} is called exactly once, within the time that is left. */
  void submit(PhoneCommand command, Duration left, Consumer<Reply> then) {
    if (commands.isEmpty()) {
      then.accept(new Reply.NotSent("the login is not complete yet"));
      return;
    }
    commands
        .get()
        .element(command)
        .ifPresentOrElse(
            element ->
                requests.ask(
                    element,
                    left,
                    reply -> {
                      standing.ifPresent(one -> one.answered(reply));
                      then.accept(reply);
                    }),
            () ->
                then.accept(
                    new Reply.NotSent(
                        "the account %s may act for itself only".formatted(account))));
  }

  void askDirectory(String deviceOrExtension) {
    feed.ifPresent(one -> one.wanted(deviceOrExtension));
  }

  void end(String reason) {
    feed.ifPresent(DirectoryFeed::end);
    standing.ifPresent(Standing::end);
    standing = Optional.empty();
    requests.end(reason);
  }

  void received(Inbound inbound) {
    if (inbound instanceof Inbound.Told told) {
      told(told.event());
    } else if (inbound instanceof Inbound.Answer answer) {
      answered(answer.id(), new Reply.Result(answer.answer()));
    } else if (inbound instanceof Inbound.Roster roster) {
      answered(roster.id(), new Reply.Roster(roster.items()));
    } else if (inbound instanceof Inbound.Refusal refusal) {
      answered(refusal.id(), new Reply.Refused(refusal.condition(), refusal.text()));
    } else if (inbound instanceof Inbound.Seen seen) {
      event(seen.presence());
    } else if (inbound instanceof Inbound.RosterPush push) {
      feed.ifPresent(one -> one.pushed(RosterItem.parse(push.query(), options.domain())));
    } else if (inbound instanceof Inbound.Broken broken) {
      broken(broken);
    } else if (inbound instanceof Inbound.Foreign foreign) {
      dropped("foreign", "an event that " + foreign.from() + " sent");
    }
  }

  private void introduced(UserInfo info) {
    boolean supervisor = info.supervisor();
    commands = Optional.of(new Commands(account, supervisor, directory));
    standing = Optional.of(new Standing(requests, options, loop, supervisor, link::fail));
    Subscribing subscribing = new Subscribing(requests, options, supervisor);
    User own = info.toUser(account, "");
    greet(link.sendPresenceToPhoneSystem());
    if (supervisor) {
      subscribing.addWelcome(() -> {});
      readDirectory(own);
    } else {
      subscribing.addWelcome(this::readOwnAgain);
      directory.retain(Set.of(account));
      directory.put(own);
      complete(false, own);
    }
  }

  /**
   * What an ordinary account was told of itself is older than the subscription to changes of
   * forwarding; a supervisor reads everybody after it.
   */
  private void readOwnAgain() {
    requests.ask(
        UserInfo.own(),
        reply ->
            reply
                .user()
                .map(info -> info.toUser(account, ""))
                .filter(now -> !directory.find(account).equals(Optional.of(now)))
                .ifPresent(now -> own(before -> now)));
  }

  private static void greet(boolean sent) {
    if (!sent) {
      LOGGER.warn("No room to send the presence; events or the phones' presence may be missing.");
    }
  }

  private void readDirectory(User own) {
    DirectoryFeed made =
        new DirectoryFeed(
            books,
            requests,
            own.extension(),
            loop::after,
            DirectoryTimes.of(options.timing()),
            new DirectoryFeed.Owner() {
              @Override
              public void settled() {
                complete(true, own);
              }

              @Override
              public void noRoster(Reply reply) {
                link.fail(LinkProblem.noRoster(options.user(), reply.complaint()));
              }
            });
    feed = Optional.of(made);
    made.begin();
  }

  private void complete(boolean supervisor, User own) {
    if (online) {
      owner.directoryChanged();
      return;
    }
    online = true;
    greet(link.sendPresence());
    owner.online(account, supervisor, own);
    while (!early.isEmpty()) {
      deliver(early.remove());
    }
  }

  private void told(PhoneSystemEvent told) {
    told.<Runnable>fold(
            call -> () -> event(call.event()),
            move -> () -> moved(move.move()),
            redirect -> () -> redirected(redirect.entry()),
            journal -> () -> metrics.dropped("unused"),
            queues -> () -> metrics.dropped("unused"),
            unreadable -> () -> dropped("unreadable", "an event " + unreadable.name()),
            unknown -> () -> metrics.dropped("unknown"))
        .run();
  }

  /** An ordinary account hears of its own moves only, so the list is its own. */
  private void moved(SetLocation move) {
    if (feed.isPresent()) {
      MovedPhones.of(move, directory.users()).filter(news -> online).ifPresent(this::deliver);
      feed.get().moved(move);
      return;
    }
    own(own -> Users.moved(own, move.places()));
  }

  private void redirected(RedirectEntry entry) {
    if (feed.isPresent()) {
      feed.get().redirected(entry);
    } else {
      own(own -> Users.redirected(own, entry));
    }
  }

  private void own(UnaryOperator<User> change) {
    directory.find(account).map(change).ifPresent(directory::amend);
    if (online) {
      owner.directoryChanged();
    }
  }

  private void event(PhoneEvent event) {
    if (online) {
      deliver(event);
      return;
    }
    if (early.size() == EARLY_EVENTS) {
      early.remove();
      dropped("early", "an event before the directory was complete");
    }
    early.add(event);
  }

  private void deliver(PhoneEvent event) {
    if (!(event instanceof PhonePresence presence) || concernsUs(presence)) {
      owner.event(event);
    }
  }

  /**
   * The presence of all colleagues comes in; only those in the directory concern us. But one who
   * was removed may have had a call, whose hang-up nobody tells.
   */
  private boolean concernsUs(PhonePresence presence) {
    return directory.find(presence.user()).isPresent()
        || (feed.isPresent() && presence.state() == PhoneState.UNAVAILABLE);
  }

  private void answered(String id, Reply reply) {
    if (!requests.answered(id, reply)) {
      metrics.dropped("late");
    }
  }

  private void broken(Inbound.Broken broken) {
    dropped("malformed", "a malformed " + broken.name() + " (" + broken.why() + ")");
    if (broken.name().equals("iq") && !broken.id().isEmpty()) {
      requests.answered(
          broken.id(), new Reply.Refused("undefined-condition", "the answer cannot be read"));
    }
  }

  private void dropped(String why, String what) {
    metrics.dropped(why);
    if (warned) {
      LOGGER.debug("Dropped {}.", what);
    } else {
      warned = true;
      LOGGER.warn("Dropped {}; further ones are counted only.", what);
    }
  }
}
