package ishmael.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.admin.AdminServer;
import ishmael.gateway.command.Version;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.domain.Domain;
import ishmael.gateway.domain.DomainOptions;
import ishmael.gateway.domain.DomainStatus;
import ishmael.gateway.lines.LineDesk;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.RefusalMemory;
import ishmael.gateway.phonesystem.smack.SmackPhoneSystem;
import ishmael.gateway.settings.DirectoryFile;
import ishmael.gateway.settings.Installation;
import ishmael.gateway.settings.LineIdFile;
import ishmael.gateway.settings.PhoneSystemSettings;
import ishmael.gateway.settings.RefusalFile;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import ishmael.gateway.signin.SignIn;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.UserName;
import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A gateway inside this process: one link to a phone system, its lines, and the place where
 * providers connect. It runs from {@link #start} until {@link #close}.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Gateway.class.getName());

  /**
   * Every request is answered within this time beyond the wait for its account and the command's
   * own limit.
   */
  private static final Duration ANSWER_SLACK = Duration.ofSeconds(5);

  private final MeterRegistry meters;
  private final StatusBoard board;
  private final StateKeeper keeper;
  private final Protection protection;
  private final Domain domain;
  private final PhoneSystem phones;
  private final LineEndpoint endpoint;
  private final AdminServer admins;
  private final String address;
  private final String adminAddress;

  private Gateway(
      GatewayOptions options, PhoneSystems phoneSystems, LocalServer server, LocalServer forAdmins)
      throws SettingsException {
    Settings settings = options.settings();
    PhoneSystemOptions link = link(options);
    LineIdFile ids = new LineIdFile(settings.stateFolder());
    meters = new SimpleMeterRegistry();
    DirectoryFile directory =
        new DirectoryFile(settings.stateFolder(), link.user() + "@" + link.domain());
    keeper = new StateKeeper(ids, directory);
    board = new StatusBoard(keeper);
    LineMapperOptions rules = rules(link, ids);
    Optional<DirectoryMemory> remembered = directory.read();
    address = server.address();
    adminAddress = forAdmins.address();
    Deque<Runnable> begun = new ArrayDeque<>();
    begun.push(keeper::close);
    try {
      protection = new Protection(options, remembered, meters);
      begun.push(protection::close);
      DomainOptions work =
          DomainOptions.of(selected(settings))
              .withRemembered(remembered)
              .guardedBy(protection.guard());
      domain = new Domain(new LineMapper(rules), work, meters, board);
      begun.push(domain::close);
      phones = phoneSystems.make(link, protection.watching(domain), meters);
      begun.push(phones::close);
      domain.start(phones);
      protection.start(domain);
      LinkCounters counters = new LinkCounters();
      LinkMeters.register(counters, meters);
      EndpointSettings endpoints =
          EndpointSettings.ofProtocol(Version.text(), answerLimit(link, protection))
              .withTickets(protection.ticketPipe());
      endpoint = LineEndpoint.start(server, new LineDesk(domain), endpoints, counters);
      begun.push(endpoint::close);
      admins = AdminServer.start(forAdmins, protection.admin(domain));
      begun.push(admins::close);
      phones.start();
    } catch (RuntimeException e) {
      begun.forEach(Runnable::run);
      throw e;
    }
  }

  private static Duration answerLimit(PhoneSystemOptions link, Protection protection) {
    return link.timing().commandLimit().plus(protection.longestWait()).plus(ANSWER_SLACK);
  }

  /**
   * Starts a gateway. It need not be online when this returns; see {@link #awaitOnline}.
   *
   * @throws SettingsException if the options can not be used
   * @throws ishmael.tsp.link.AddressInUseException if another gateway has the place where providers
   *     connect
   * @throws IOException if that place can not be made
   */
  public static Gateway start(GatewayOptions options) throws SettingsException, IOException {
    return start(options, SmackPhoneSystem::create);
  }

  /** Starts a gateway with another kind of link to the phone system. */
  static Gateway start(GatewayOptions options, PhoneSystems phoneSystems)
      throws SettingsException, IOException {
    LocalServer server = LinePlace.listen(options.settings().pipe());
    try {
      return start(options, phoneSystems, server);
    } catch (SettingsException | IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Gateway start(
      GatewayOptions options, PhoneSystems phoneSystems, LocalServer server)
      throws SettingsException, IOException {
    LocalServer admins = AdminPlace.listen(options.settings().pipe());
    try {
      return new Gateway(options, phoneSystems, server, admins);
    } catch (SettingsException | RuntimeException e) {
      admins.close();
      throw e;
    }
  }

  private static PhoneSystemOptions link(GatewayOptions options) throws SettingsException {
    Settings settings = options.settings();
    String resource = new Installation(settings.stateFolder()).name();
    Password password = new Password(options.password().reveal());
    return SignIn.options(settings, password, resource, options.timing(), refusals(options));
  }

  /** A password that is in no file cannot be stored again, so nothing is remembered of it. */
  private static RefusalMemory refusals(GatewayOptions options) {
    Optional<String> stored = options.password().stored();
    if (stored.isEmpty()) {
      return RefusalMemory.forgetful();
    }
    PhoneSystemSettings settings = options.settings().phoneSystem();
    RefusalFile file =
        new RefusalFile(
            options.settings().stateFolder(),
            settings.user(),
            String.valueOf(settings.servers()),
            stored.get());
    return new RefusalMemory() {
      @Override
      public int count() {
        return file.read();
      }

      @Override
      public void remember(int refusals) {
        file.write(refusals);
      }
    };
  }

  /** Call ids begin at the time of day, so that they differ from those before a restart. */
  private static LineMapperOptions rules(PhoneSystemOptions link, LineIdFile ids) {
    long firstCallId = System.currentTimeMillis() << 20;
    return LineMapperOptions.of(link.domain(), firstCallId, ids.read());
  }

  private static List<UserName> selected(Settings settings) {
    return settings.lines().users().stream()
        .map(name -> new UserName(name.replaceFirst("@.*", "")))
        .toList();
  }

  /** Returns how this gateway is now. */
  public GatewayStatus status() {
    DomainStatus now = board.status();
    return new GatewayStatus(
        now.link(),
        now.lines(),
        now.calls(),
        now.providers(),
        now.waiting(),
        now.unknownUsers(),
        LinkMeters.numbers(meters));
  }

  /**
   * Waits until the gateway is logged in and its lines work.
   *
   * @return false if it was not within the limit; {@link #status} then says why
   */
  public boolean awaitOnline(Duration limit) throws InterruptedException {
    return board.await(status -> status.link() instanceof LinkState.Online, limit);
  }

  /** Waits until the link is in trouble; returns false if it was not within the limit. */
  public boolean awaitTrouble(Duration limit) throws InterruptedException {
    return board.await(
        status ->
            status.link() instanceof LinkState.Offline
                || status.link() instanceof LinkState.NeedsAdmin,
        limit);
  }

  /** Waits until the gateway needs an admin; returns false if it did not within the limit. */
  public boolean awaitNeedsAdmin(Duration limit) throws InterruptedException {
    return board.await(status -> status.link() instanceof LinkState.NeedsAdmin, limit);
  }

  /** Waits until as many providers have been welcomed; returns false if not within the limit. */
  public boolean awaitProviders(int count, Duration limit) throws InterruptedException {
    return board.await(status -> status.providers() == count, limit);
  }

  /** Returns where providers connect: the named pipe or the socket's path. */
  public String address() {
    return address;
  }

  /** Returns where admin programs connect: the named pipe or the socket's path. */
  public String adminAddress() {
    return adminAddress;
  }

  /** Waits until {@link #stop} was called; returns why the gateway can not go on, if so. */
  Optional<String> awaitEnd() throws InterruptedException {
    return board.awaitEnd();
  }

  /** Lets {@link #awaitEnd} return. */
  void stop() {
    board.stop();
  }

  /** Ends the link, disconnects the providers and ends all threads; takes five seconds at most. */
  @Override
  public void close() {
    board.stop();
    admins.close();
    phones.close();
    domain.close();
    endpoint.close();
    protection.close();
    keeper.close();
    meters.close();
    LOG.log(Level.INFO, "The gateway has stopped.");
  }
}
