package ishmael.gateway.domain;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What an admin can see and change of the isolation of sessions. Nothing here waits; answers come
 * from the domain thread, in the order of the questions. Any thread.
 */
public interface IsolationControl {
  /** Returns how it is. */
  CompletableFuture<IsolationReport> isolation();

  /**
   * Takes a line from whoever holds it; returns the claims that ended.
   *
   * @param who the admin, for the audit log
   */
  CompletableFuture<List<Claim>> release(UserName line, String who);

  /**
   * Puts another policy in force; returns the claims that ended.
   *
   * @param who the admin, for the audit log
   * @param what the admin did, for the audit log
   */
  CompletableFuture<List<Claim>> policy(IsolationPolicy next, String who, String what);

  /** Tells from now on what has changed, on the domain thread; the listener must not wait. */
  void watchIsolation(Consumer<Set<IsolationPart>> listener);
}
