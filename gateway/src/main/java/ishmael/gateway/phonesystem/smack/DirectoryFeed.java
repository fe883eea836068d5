package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the directory of a supervisor: the roster names the users, FindUserInfo tells about each,
 * at most 32 questions at a time. Only the link's thread calls it.
 */
final class DirectoryFeed {
  private static final int IN_FLIGHT = 32;
  private static final String ALL = "*";

  private final Requests requests;
  private final UserDirectory directory;
  private final Runnable drained;
  private final Set<UserName> waiting = new LinkedHashSet<>();
  private final Set<UserName> asked = new HashSet<>();
  private final Set<UserName> failed = new LinkedHashSet<>();
  private final Runnable cancelRefresh;
  private final Runnable cancelRetry;
  private boolean over;
  private boolean pumping;

  /**
   * Makes a feed without users.
   *
   * @param drained called whenever the last open question was answered
   */
  DirectoryFeed(
      Requests requests,
      UserDirectory directory,
      LinkLoop loop,
      LinkTiming timing,
      Runnable drained) {
    this.requests = requests;
    this.directory = directory;
    this.drained = drained;
    cancelRefresh = loop.every(timing.directoryRefresh(), () -> refresh(directory.names()));
    cancelRetry = loop.every(timing.failedUserRetry(), this::retryFailed);
  }

  /** Takes the whole roster. */
  void load(List<RosterItem> roster) {
    directory.retain(roster.stream().map(RosterItem::user).toList());
    changed(roster);
  }

  /** Takes a change of the roster. */
  void changed(List<RosterItem> items) {
    for (RosterItem item : items) {
      if (item.removed()) {
        directory.remove(item.user());
        waiting.remove(item.user());
      } else {
        directory.putIfUnknown(item.user(), item.displayName());
        waiting.add(item.user());
      }
    }
    pump();
  }

  /**
   * Takes the news that somebody moved. The event names the user's static place only, which is the
   * full name; all who are called so are asked for, and so are those who held one of the phones.
   */
  void moved(SetLocation move) {
    Set<UserName> concerned = new LinkedHashSet<>();
    Optional<String> place = Location.staticName(move.places());
    place.map(directory::atStaticPlace).ifPresent(concerned::addAll);
    boolean known = !concerned.isEmpty();
    Location.phonesOf(move.places()).stream()
        .flatMap(phone -> directory.owner(phone.name().value()).stream())
        .forEach(concerned::add);
    if (known) {
      refresh(concerned);
    } else {
      refreshAllOnce();
    }
  }

  /** Looks for the owner of a device or extension that an event named. */
  void wanted(String deviceOrExtension) {
    if (!directory.mayAsk(deviceOrExtension)) {
      return;
    }
    Optional<UserName> owner = directory.owner(deviceOrExtension);
    if (owner.isPresent()) {
      refresh(List.of(owner.get()));
    } else {
      refreshAllOnce();
    }
  }

  void end() {
    over = true;
    cancelRefresh.run();
    cancelRetry.run();
  }

  private void refreshAllOnce() {
    if (directory.mayAsk(ALL)) {
      refresh(directory.names());
    }
  }

  private void retryFailed() {
    List<UserName> again = List.copyOf(failed);
    failed.clear();
    refresh(again);
  }

  private void refresh(Iterable<UserName> users) {
    users.forEach(waiting::add);
    if (!waiting.isEmpty()) {
      pump();
    }
  }

  /** Questions that fail at once call back in here; the loop in progress goes on with the rest. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    askWaiting();
    pumping = false;
    if (!over && waiting.isEmpty() && asked.isEmpty()) {
      drained.run();
    }
  }

  private void askWaiting() {
    while (!over && !waiting.isEmpty() && asked.size() < IN_FLIGHT) {
      UserName next = waiting.iterator().next();
      waiting.remove(next);
      if (asked.add(next)) {
        requests.ask(UserInfo.find(next.value()), reply -> answered(next, reply));
      }
    }
  }

  private void answered(UserName name, Reply reply) {
    asked.remove(name);
    Optional<User> before = directory.find(name);
    Optional<UserInfo> info = reply.user();
    if (info.isEmpty()) {
      failed.add(name);
    } else if (before.isPresent()) {
      failed.remove(name);
      String called = before.get().displayName();
      User user = info.get().toUser(name, called);
      directory.put(user, Location.staticName(info.get().places()).orElse(user.displayName()));
    }
    pump();
  }
}
