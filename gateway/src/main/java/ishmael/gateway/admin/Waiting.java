package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.RpcException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for answers of other threads, never without a limit. */
final class Waiting {
  static final Duration LIMIT = Duration.ofSeconds(5);

  private Waiting() {}

  /**
   * Waits for an answer.
   *
   * @param of whose answer, for the sentence
   * @throws RpcException if there is none in time, or it failed
   */
  static <T> T on(CompletableFuture<T> answer, String of)
      throws RpcException, InterruptedException {
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RpcException(
          ErrorCode.LATE,
          of + " did not answer within " + LIMIT.toSeconds() + " s; ask again, and see the log.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(of + " failed", e);
    }
  }
}
