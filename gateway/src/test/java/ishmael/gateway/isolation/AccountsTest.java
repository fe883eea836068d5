package ishmael.gateway.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.isolation.Account;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final AtomicLong ticks = new AtomicLong();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Semaphore news = new Semaphore(0);
  private volatile boolean broken;
  private final Accounts accounts = new Accounts(new Windows(), ticks::get);

  /** Has ahab in PEQUOD, and nobody else. */
  private final class Windows implements AccountAuthority {
    @Override
    public Account bySid(String sid) {
      return answer(sid, new Account(sid, "PEQUOD", "ahab", ""));
    }

    @Override
    public boolean exists(String name) {
      return answer(name, name.equals("ahab") || name.equals("pequod\\ahab"));
    }

    private <T> T answer(String question, T answer) {
      asked.add(question);
      if (broken) {
        throw new IllegalStateException("no domain controller answers");
      }
      return answer;
    }
  }

  @AfterEach
  void end() {
    accounts.close();
  }

  private void isTold() throws InterruptedException {
    assertThat(news.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private void passes(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  @Test
  void exists_otherDomains_isAskedAnew() throws Exception {
    accounts.listener(news::release);
    assertThat(accounts.exists("ahab", Set.of())).isEmpty();
    isTold();
    assertThat(accounts.exists("ahab", Set.of())).contains(true);
    assertThat(accounts.exists("ahab", Set.of("nantucket"))).isEmpty();
    isTold();
    assertThat(accounts.exists("ahab", Set.of("nantucket"))).contains(false);
    assertThat(accounts.exists("ahab", Set.of("pequod"))).isEmpty();
    isTold();
    assertThat(accounts.exists("ahab", Set.of("pequod"))).contains(true);
    assertThat(asked).containsExactly("ahab", "nantucket\\ahab", "pequod\\ahab");
  }

  @Test
  void exists_windowsFails_isNotAskedAgainAtOnce() throws Exception {
    broken = true;
    // The domain asks again whenever there is news.
    accounts.listener(
        () -> {
          accounts.exists("ahab", Set.of());
          accounts.bySid("S-1-5-21-1-1");
          news.release();
        });
    assertThat(accounts.exists("ahab", Set.of())).isEmpty();
    isTold();
    isTold();
    assertThat(asked).containsExactly("ahab", "S-1-5-21-1-1");
    broken = false;
    passes(Duration.ofSeconds(11));
    accounts.listener(news::release);
    assertThat(accounts.exists("ahab", Set.of())).isEmpty();
    isTold();
    assertThat(accounts.exists("ahab", Set.of())).contains(true);
  }
}
