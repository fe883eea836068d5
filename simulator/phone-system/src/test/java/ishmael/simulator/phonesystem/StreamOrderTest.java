package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests are read and answered in order, also while another thread of the server sends. */
@Timeout(90)
class StreamOrderTest {
  private static final int PINGS = 10_000;

  /** How much noise may be under way; a client that falls far behind is dropped. */
  private static final int NOISE = 500;

  private static final Pattern RESULT = Pattern.compile("id=['\"]p([0-9]+)['\"]");

  private final AtomicBoolean over = new AtomicBoolean();
  private final Semaphore room = new Semaphore(NOISE);

  @Test
  void pingsInTwoRecordsEach_whileTheServerSends_areAnsweredInOrder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (PhoneSystem system = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));
        RawClient client = RawClient.login(system, "ahab", Pequod.CREW_PASSWORD, "desk")) {
      Future<?> noise = threads.submit(() -> noise(system));
      Future<?> sent = threads.submit(() -> sendPings(client));

      for (int i = 0; i < PINGS; i++) {
        String text = client.read("</pong>");
        room.release(Splitter.on("<message").splitToList(text).size() - 1);
        Matcher answer = RESULT.matcher(text);
        assertThat(answer.find()).isTrue();
        assertThat(answer.group(1)).isEqualTo(String.valueOf(i));
      }
      sent.get(20, TimeUnit.SECONDS);
      over.set(true);
      noise.get(20, TimeUnit.SECONDS);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  /** Requests that nobody knows come back with their payload, in the error. */
  private static Void sendPings(RawClient client) throws Exception {
    for (int i = 0; i < PINGS; i++) {
      byte[] ping =
          ("<iq type='get' id='p" + i + "'><pong xmlns='urn:x' name='\u00e4 &apos;'>a</pong></iq>")
              .getBytes(StandardCharsets.UTF_8);
      client.send(ping, 1 + i % (ping.length - 1));
    }
    return null;
  }

  private Void noise(PhoneSystem system) throws InterruptedException {
    while (!over.get()) {
      if (room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        system.xmpp().sendRaw("ahab@mobydick/desk", "<message from='pbx.mobydick'/>");
      }
    }
    return null;
  }
}
