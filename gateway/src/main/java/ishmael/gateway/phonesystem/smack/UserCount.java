package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.gateway.phonesystem.visit.Census;
import ishmael.linemapper.User;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** Asks for each user of a roster, 32 at a time, until all answered or the time is over. */
final class UserCount {
  private static final int IN_FLIGHT = 32;

  private final Requests requests;
  private final LinkLoop loop;
  private final Consumer<Census> then;
  private final Queue<RosterItem> waiting;
  private final int listed;
  private final List<User> users = new ArrayList<>();
  private Runnable cancelEnd = () -> {};
  private int asked;
  private boolean asking;
  private boolean over;

  /** Makes a count; {@code then} gets its result once, on the loop. */
  UserCount(List<RosterItem> roster, Requests requests, LinkLoop loop, Consumer<Census> then) {
    this.requests = requests;
    this.loop = loop;
    this.then = then;
    waiting = new ArrayDeque<>(roster);
    listed = roster.size();
  }

  void begin(Duration limit) {
    cancelEnd = loop.after(limit, this::finish);
    pump();
  }

  /** A question that fails at once calls back in here. */
  private void pump() {
    if (asking) {
      return;
    }
    asking = true;
    while (!over && !waiting.isEmpty() && asked < IN_FLIGHT) {
      RosterItem next = waiting.remove();
      asked++;
      requests.ask(UserInfo.find(next.user().value()), reply -> answered(next, reply));
    }
    asking = false;
    if (waiting.isEmpty() && asked == 0) {
      finish();
    }
  }

  private void answered(RosterItem item, Reply reply) {
    asked--;
    Optional<UserInfo> info = reply.user();
    info.map(one -> one.toUser(item.user(), item.displayName())).ifPresent(users::add);
    pump();
  }

  private void finish() {
    if (!over) {
      over = true;
      cancelEnd.run();
      then.accept(new Census(listed, users));
    }
  }
}
