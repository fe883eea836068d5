package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTest {
  private final Backlog backlog = new Backlog(2);

  private CompletableFuture<Void> reader() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            backlog.awaitRoom();
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void awaitRoom_full_waitsUntilOneLeaves() throws Exception {
    backlog.enter();
    reader().get(20, TimeUnit.SECONDS);
    backlog.enter();
    CompletableFuture<Void> waiting = reader();
    assertThat(waiting).isNotDone();

    backlog.leave();

    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void open_full_letsEverybodyPass() throws Exception {
    backlog.enter();
    backlog.enter();
    CompletableFuture<Void> waiting = reader();

    backlog.open();

    waiting.get(20, TimeUnit.SECONDS);
    reader().get(20, TimeUnit.SECONDS);
  }
}
