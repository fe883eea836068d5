package ishmael.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the roster, then for each user, 32 questions at a time, and counts the answers. That is
 * the least a client can do to get the directory.
 */
final class BareLoop {
  private static final int IN_FLIGHT = 32;
  private static final long LIMIT_SECONDS = 60;

  private final BareConnection connection;
  private final int users;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private int sent;
  private int answered;

  BareLoop(BareConnection connection, int users) {
    this.connection = connection;
    this.users = users;
  }

  /** Runs to the end and returns the {@link System#nanoTime} of the last answer. */
  long run() throws Exception {
    connection.onAnswer(this::answered);
    connection.send(new Question("query", "jabber:iq:roster", ""));
    return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The first answer is the roster; only Smack's listener thread comes here. */
  private void answered(boolean good) {
    if (!good) {
      done.completeExceptionally(new IllegalStateException("the server refused a question"));
      return;
    }
    int before = answered++;
    if (before == users) {
      done.complete(System.nanoTime());
      return;
    }
    try {
      ask(before == 0 ? IN_FLIGHT : 1);
    } catch (Exception e) {
      done.completeExceptionally(e);
    }
  }

  private void ask(int more) throws Exception {
    for (int i = 0; i < more && sent < users; i++) {
      connection.send(
          Question.cmd("xmppuser", "<FindUserInfo jid='" + BenchSite.name(sent++) + "'/>"));
    }
  }
}
