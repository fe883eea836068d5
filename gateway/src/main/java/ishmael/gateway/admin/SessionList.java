package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks for the sessions, on a thread of its own; who asks meanwhile gets the same answer. */
final class SessionList {
  private final Sessions sessions;
  private CompletableFuture<List<WindowsSession>> asked =
      CompletableFuture.completedFuture(List.of());

  SessionList(Sessions sessions) {
    this.sessions = sessions;
  }

  List<WindowsSession> now() throws RpcException, InterruptedException {
    return Waiting.on(ask(), "Windows");
  }

  private synchronized CompletableFuture<List<WindowsSession>> ask() {
    if (asked.isDone()) {
      asked =
          CompletableFuture.supplyAsync(
              sessions::now, task -> AdminServer.daemon("admin-sessions", task).start());
    }
    return asked;
  }
}
