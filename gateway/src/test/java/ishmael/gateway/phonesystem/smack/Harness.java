package ishmael.gateway.phonesystem.smack;

import com.google.common.hash.Hashing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.User;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A simulated phone system, a link to it with short times, and what the link reported. */
final class Harness implements AutoCloseable {
  /** Quick to try again, but patient: a busy machine must not look like a silent server. */
  static final LinkTiming TIMING = timing(Duration.ofSeconds(5), Duration.ofSeconds(20));

  /** Gives up on answers after a second. */
  static final LinkTiming IMPATIENT = timing(Duration.ofSeconds(1), Duration.ofSeconds(20));

  /** Notices a silent server after 0.6 seconds. */
  static final LinkTiming ALERT = timing(Duration.ofSeconds(1), Duration.ofMillis(300));

  final Recorder recorder = new Recorder();
  final MeterRegistry registry = new SimpleMeterRegistry();
  final ishmael.simulator.phonesystem.PhoneSystem server;
  private Optional<PhoneSystem> link = Optional.empty();
  private long commands;

  Harness() {
    this(XmppOptions.usual());
  }

  /** Makes a phone system whose XMPP server offers other ways to log in. */
  Harness(XmppOptions xmpp) {
    server =
        ishmael.simulator.phonesystem.PhoneSystem.start(
            ishmael.simulator.phonesystem.PhoneSystemOptions.of(Pequod.site()).withXmpp(xmpp));
  }

  private static LinkTiming timing(Duration commandLimit, Duration heartbeat) {
    return new LinkTiming(
        Duration.ofSeconds(25),
        commandLimit,
        heartbeat,
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        Duration.ofHours(4),
        Duration.ofMinutes(5));
  }

  PhoneSystemOptions.Builder account(String user, String password)
      throws CertificateEncodingException {
    return PhoneSystemOptions.builder(user, new Password(password), "TS01")
        .host("localhost")
        .port(server.xmpp().port())
        .certificateSha256(pin())
        .timing(TIMING);
  }

  PhoneSystemOptions.Builder supervisor() throws CertificateEncodingException {
    return account(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD);
  }

  String pin() throws CertificateEncodingException {
    return Hashing.sha256().hashBytes(server.xmpp().certificate().getEncoded()).toString();
  }

  PhoneSystem connect(PhoneSystemOptions options) {
    PhoneSystem made = SmackPhoneSystem.create(options, recorder, registry, () -> 7);
    link = Optional.of(made);
    made.start();
    return made;
  }

  /** Makes a link that sees other surroundings than the real ones. */
  PhoneSystem connect(PhoneSystemOptions options, Surroundings surroundings) {
    PhoneSystem made = SmackPhoneSystem.create(options, recorder, registry, () -> 7, surroundings);
    link = Optional.of(made);
    made.start();
    return made;
  }

  Online online(PhoneSystemOptions options) throws InterruptedException {
    connect(options);
    return recorder.next(Online.class);
  }

  Online online() throws Exception {
    return online(supervisor().build());
  }

  Online online(LinkTiming timing) throws Exception {
    return online(supervisor().timing(timing).build());
  }

  PhoneSystem link() {
    return link.orElseThrow();
  }

  CommandId submit(PhoneCommand command) {
    CommandId id = new CommandId(++commands);
    link().submit(id, command);
    return id;
  }

  CommandOutcome outcome(CommandId id) throws InterruptedException {
    return recorder.next(Recorder.Ended.class, ended -> ended.id().equals(id)).outcome();
  }

  ChannelEvent ringing(String device) throws InterruptedException {
    return recorder.next(
        ChannelEvent.class,
        event ->
            event.type() == ChannelEventType.RINGING
                && event.device().equals(Optional.of(new DeviceName(device))));
  }

  /** Returns the first directory that was reported. */
  List<User> listed() {
    return recorder.taken().stream()
        .filter(Recorder.Listed.class::isInstance)
        .map(one -> ((Recorder.Listed) one).users())
        .findFirst()
        .orElseThrow();
  }

  /** Writes XML to the supervisor's stream as it is. */
  void raw(String xml) {
    server.xmpp().sendRaw("ts-supervisor@mobydick/TS01", xml);
  }

  /** Returns how the ids of all requests begin. */
  String idPrefix() {
    return "i0000000000000007-";
  }

  double dropped(String why) {
    return registry.counter("ishmael.phonesystem.dropped", "why", why).count();
  }

  @Override
  public void close() {
    link.ifPresent(PhoneSystem::close);
    server.close();
  }
}
