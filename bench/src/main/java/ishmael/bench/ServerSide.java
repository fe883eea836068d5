package ishmael.bench;

import com.google.common.hash.Hashing;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;

/**
 * The phone system's process. Orders: {@code start USERS} answers with port and fingerprint; {@code
 * events JID RATE COUNT} sends ChannelEvents at the times they are due; {@code settle} waits until
 * the sessions that ended have left no work behind.
 */
final class ServerSide {
  private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLE_PAUSE = Duration.ofMillis(10);
  private static final String EVENT =
      "<message to='%s' from='pbx.mobydick' id='%d'><cmd xmlns='http://www.pascom.net/mobydick'"
          + " module='base'><ChannelEvent><eventType>ringing</eventType><eventId>%d</eventId>"
          + "<eventDetails/><outbound>false</outbound><internal>false</internal>"
          + "<sourceName>Bäckerei Müller</sourceName><sourceNumber>004989123450</sourceNumber>"
          + "<sourceCallerIdName/><targetName>Jörg Matrose</targetName><targetCallerIdName/>"
          + "<targetNumber>10000</targetNumber><busySince>0</busySince><refChannel/>"
          + "<device>%s</device><fromName/><fromNumber/><LabelList><Label><id>MDC_LABEL-1</id>"
          + "<displayName>VIP</displayName><type>generic</type><value>1</value>"
          + "<visible>true</visible></Label></LabelList></ChannelEvent></cmd></message>";

  private final List<PhoneSystem> running = new ArrayList<>();

  private ServerSide() {}

  public static void main(String[] arguments) throws Exception {
    ServerSide side = new ServerSide();
    // A client that leaves in the middle of a sentence is a warning there, and usual here.
    Dialogue.run(Level.SEVERE, side::obey);
    side.running.forEach(PhoneSystem::close);
    System.exit(0);
  }

  private String obey(List<String> words) throws CertificateEncodingException {
    return switch (words.get(0)) {
      case "start" -> start(Integer.parseInt(words.get(1)));
      case "events" ->
          events(words.get(1), Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)));
      case "settle" -> settle();
      default -> throw new IllegalArgumentException("unknown order");
    };
  }

  private String start(int users) throws CertificateEncodingException {
    PhoneSystem made = PhoneSystem.start(PhoneSystemOptions.of(BenchSite.withUsers(users)));
    running.add(made);
    String pin = Hashing.sha256().hashBytes(made.xmpp().certificate().getEncoded()).toString();
    return made.xmpp().port() + " " + pin;
  }

  /** What a session asked for comes before this in the queue of the engine. */
  private String settle() {
    long limit = System.nanoTime() + SETTLE_LIMIT.toNanos();
    while (running.stream().anyMatch(system -> !system.xmpp().sessions().isEmpty())) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("a session did not end within " + SETTLE_LIMIT);
      }
      LockSupport.parkNanos(SETTLE_PAUSE.toNanos());
    }
    return "settled";
  }

  /** Sends to a session of the first phone system; answers with the worst delay in nanoseconds. */
  private String events(String jid, int perSecond, int count) {
    long begin = Moments.now() + TimeUnit.MILLISECONDS.toNanos(50);
    long worst = 0;
    for (int i = 0; i < count; i++) {
      long due = begin + i * ONE_SECOND / perSecond;
      for (long left = due - Moments.now(); left > 0; left = due - Moments.now()) {
        LockSupport.parkNanos(left);
      }
      running
          .get(0)
          .xmpp()
          .sendRaw(jid, EVENT.formatted(jid, due, due, BenchSite.device(i % 1000)));
      worst = Math.max(worst, Moments.now() - due);
    }
    return Long.toString(worst);
  }
}
