package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.UserName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jxmpp.util.XmppStringUtils;

/**
 * The questions FindUserInfo, at most 32 at a time; each answer goes into the directory. Only the
 * link's thread calls it.
 */
final class UserQuestions {
  private static final int IN_FLIGHT = 32;

  private final Requests requests;
  private final UserDirectory directory;
  private final DirectoryNews news;
  private final Runnable settled;
  private final Set<UserName> urgent = new LinkedHashSet<>();
  private final Set<UserName> waiting = new LinkedHashSet<>();
  private final Set<UserName> asked = new HashSet<>();
  private final Set<UserName> failed = new LinkedHashSet<>();
  private boolean over;
  private boolean pumping;

  /**
   * Makes a pipeline without questions.
   *
   * @param settled called whenever no question is open any more
   */
  UserQuestions(Requests requests, UserDirectory directory, DirectoryNews news, Runnable settled) {
    this.requests = requests;
    this.directory = directory;
    this.news = news;
    this.settled = settled;
  }

  /** Asks for users when it is their turn. */
  void ask(Iterable<UserName> users) {
    users.forEach(waiting::add);
  }

  /** Asks for users before all others: something happens to them now. */
  void askFirst(Iterable<UserName> users) {
    users.forEach(urgent::add);
  }

  /** Asks nothing more about a user; an answer under way is not taken. */
  void forget(UserName user) {
    urgent.remove(user);
    waiting.remove(user);
    failed.remove(user);
  }

  /** Returns who could not be read, and takes them off that list. */
  List<UserName> takeFailed() {
    List<UserName> all = List.copyOf(failed);
    failed.clear();
    return all;
  }

  Set<UserName> failed() {
    return failed;
  }

  /** Says whether all were asked; some answers may be missing. */
  boolean allAsked() {
    return urgent.isEmpty() && waiting.isEmpty();
  }

  void end() {
    over = true;
  }

  /** Sends what may be sent. Questions that fail at once call back in here; the loop goes on. */
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    send(urgent);
    send(waiting);
    pumping = false;
    if (!over && allAsked() && asked.isEmpty()) {
      settled.run();
    }
  }

  /**
   * Who is asked for already stays in the queue: the answer under way may be older than the wish.
   */
  private void send(Set<UserName> queue) {
    Optional<UserName> next = next(queue);
    while (next.isPresent() && !over && asked.size() < IN_FLIGHT) {
      send(next.get());
      next = next(queue);
    }
  }

  private Optional<UserName> next(Set<UserName> queue) {
    for (UserName name : queue) {
      if (!asked.contains(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private void send(UserName name) {
    urgent.remove(name);
    waiting.remove(name);
    asked.add(name);
    requests.ask(UserInfo.find(name.value()), reply -> answered(name, reply));
  }

  private void answered(UserName name, Reply reply) {
    asked.remove(name);
    boolean outdated = urgent.contains(name) || waiting.contains(name);
    if (directory.find(name).isPresent() && !outdated) {
      reply
          .user()
          .filter(info -> tellsOf(info, name))
          .ifPresentOrElse(info -> read(name, info), () -> failed.add(name));
    }
    pump();
  }

  private void read(UserName name, UserInfo info) {
    failed.remove(name);
    directory.put(info.toUser(name, directory.listedName(name)));
  }

  /** An answer without a name is believed. Names in addresses are escaped. Source: XEP-0106. */
  private boolean tellsOf(UserInfo info, UserName name) {
    String told = info.spelling().orElse(name.value());
    boolean right = told.equalsIgnoreCase(name.value()) || plain(told).equals(plain(name.value()));
    if (!right) {
      news.mixedUp(name, told);
    }
    return right;
  }

  private static String plain(String name) {
    int at = name.lastIndexOf('@');
    String local = at > 0 ? name.substring(0, at) : name;
    return XmppStringUtils.unescapeLocalpart(local.toLowerCase(Locale.ROOT));
  }
}
