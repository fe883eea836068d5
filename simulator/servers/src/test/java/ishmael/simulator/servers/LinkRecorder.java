package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.smack.SmackPhoneSystem;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import ishmael.simulator.phonesystem.Pequod;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The gateway's own link to a server under test, and all that it reported, in order. */
final class LinkRecorder implements PhoneSystemListener, AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** Quick to try again, but patient: a busy machine must not look like a silent server. */
  static final LinkTiming TIMING =
      new LinkTiming(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofMinutes(5),
          Duration.ofHours(4),
          Duration.ofMinutes(5));

  /** A command's end. */
  record Ended(CommandId id, CommandOutcome outcome) {}

  /** A whole directory. */
  record Listed(List<User> users) {}

  private final BlockingQueue<Object> reports = new LinkedBlockingQueue<>();
  private final List<Object> taken = new ArrayList<>();
  private final PhoneSystem link;
  private long commands;

  private LinkRecorder(PhoneSystemOptions options) {
    link = SmackPhoneSystem.create(options, this, new SimpleMeterRegistry());
  }

  static PhoneSystemOptions.Builder account(ServerUnderTest server, String user, String password)
      throws CertificateEncodingException {
    return PhoneSystemOptions.builder(user, new Password(password), "TS01")
        .host(server.host())
        .port(server.port())
        .domain(server.domain())
        .certificateSha256(fingerprint(server))
        .timing(TIMING);
  }

  static String fingerprint(ServerUnderTest server) throws CertificateEncodingException {
    return Hashing.sha256().hashBytes(server.certificate().getEncoded()).toString();
  }

  /** Starts a link; it need not be online when this returns. */
  static LinkRecorder start(PhoneSystemOptions options) {
    LinkRecorder made = new LinkRecorder(options);
    made.link.start();
    return made;
  }

  /** Starts the supervisor's link and waits until it is online. */
  static LinkRecorder supervisor(ServerUnderTest server) throws Exception {
    String password = server.engine().user(Pequod.SUPERVISOR).password();
    LinkRecorder made = start(account(server, Pequod.SUPERVISOR, password).build());
    try {
      made.next(LinkState.Online.class);
    } catch (AssertionError | InterruptedException e) {
      made.close();
      throw e;
    }
    return made;
  }

  LinkState state() {
    return link.state();
  }

  /** Sends a command and waits for its end. */
  CommandOutcome command(PhoneCommand command) throws InterruptedException {
    CommandId id = new CommandId(++commands);
    link.submit(id, command);
    return next(Ended.class, ended -> ended.id().equals(id)).outcome();
  }

  /** Waits for the next report of a kind; what comes before it is kept in {@link #taken}. */
  <T> T next(Class<T> kind) throws InterruptedException {
    return next(kind, any -> true);
  }

  <T> T next(Class<T> kind, Predicate<T> right) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Object one = reports.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(one).as("a %s after %s", kind.getSimpleName(), taken).isNotNull();
      taken.add(one);
      if (kind.isInstance(one) && right.test(kind.cast(one))) {
        return kind.cast(one);
      }
    }
  }

  /** All reports of a kind that were taken so far. */
  <T> List<T> taken(Class<T> kind) {
    return taken.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void state(LinkState state) {
    reports.add(state);
  }

  @Override
  public void event(PhoneEvent event) {
    reports.add(event);
  }

  @Override
  public void outcome(CommandId id, CommandOutcome outcome) {
    reports.add(new Ended(id, outcome));
  }

  @Override
  public void directory(Collection<User> users) {
    reports.add(new Listed(List.copyOf(users)));
  }

  @Override
  public void close() {
    link.close();
  }
}
