package ishmael.simulator.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.FormatMethod;
import ishmael.gateway.Gateway;
import ishmael.gateway.GatewayOptions;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.CallState;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Channel;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.Phone;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.tsp.frame.CallFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server under test, the network to it, a whole gateway and a TAPI program; and what must hold
 * when a fault is over.
 */
abstract class FaultScene extends ServerScene {
  private static final Logger LOG = Logger.getLogger(FaultScene.class.getName());

  /** Tries again quickly, is in no other hurry: a busy machine must not look like a fault. */
  static final LinkTiming PATIENT = timing(Duration.ofSeconds(10), Duration.ofSeconds(20));

  /** Gives up soon what does not answer. */
  static final LinkTiming BRISK = timing(Duration.ofSeconds(2), Duration.ofSeconds(2));

  /** Gives commands up soon, but not the link. */
  static final LinkTiming LENIENT = timing(Duration.ofSeconds(2), Duration.ofSeconds(20));

  /** Every request is answered within the command's limit and the time that the desk adds. */
  static final Duration ANSWER_SLACK = Duration.ofSeconds(5);

  static final int SAILORS = 8;

  @TempDir Path folder;
  private boolean down;

  /** Whether the test got to its end, so that the server is fit for the next. */
  private boolean right;

  private @Nullable NetworkProxy network;
  private @Nullable Gateway gateway;
  private @Nullable Program program;

  private static LinkTiming timing(Duration command, Duration heartbeat) {
    return new LinkTiming(
        Duration.ofSeconds(15),
        command,
        heartbeat,
        Duration.ofMillis(50),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofHours(4),
        Duration.ofSeconds(2));
  }

  /** The crew, and before the mast some who differ by number only. */
  @Override
  Site site() {
    return withSailors(Crew.site());
  }

  static Site withSailors(Site site) {
    ImmutableList.Builder<UserAccount> users = ImmutableList.builder();
    users.addAll(site.users());
    IntStream.range(0, SAILORS).mapToObj(FaultScene::sailor).forEach(users::add);
    return Crew.with(site, users.build());
  }

  private static UserAccount sailor(int number) {
    return new UserAccount(
        200 + number,
        "sailor" + number,
        "Sailor " + number,
        extension(number),
        Pequod.CREW_PASSWORD,
        List.of(Pequod.CREW_ROLE),
        List.of(Phone.full(phone(number), "Snom Phone")));
  }

  static String extension(int sailor) {
    return String.valueOf(200 + sailor);
  }

  static String phone(int sailor) {
    return "Snom 000413261%03d [Mast]".formatted(sailor);
  }

  @BeforeEach
  void openTheNetwork() throws Exception {
    right = false;
    network = new NetworkProxy(server().port());
  }

  @AfterEach
  void endAll() throws Exception {
    if (program != null) {
      program.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (network != null) {
      network.close();
      mend();
    }
  }

  /** Gives the next test a server that is fit for it. */
  private void mend() {
    if (!right) {
      kill();
    }
    if (down) {
      restart();
    }
  }

  Engine engine() {
    return server().engine();
  }

  NetworkProxy network() {
    return Objects.requireNonNull(network);
  }

  Gateway gateway() {
    return Objects.requireNonNull(gateway);
  }

  Program program() {
    return Objects.requireNonNull(program);
  }

  void kill() {
    server().kill();
    down = true;
  }

  void restart() {
    server().restart();
    down = false;
  }

  /** Starts the gateway and the program; returns when all lines are in service. */
  void open(LinkTiming timing) throws Exception {
    begin(timing);
    awaitInService();
  }

  /** Starts the gateway and the program. */
  void begin(LinkTiming timing) throws Exception {
    GatewayOptions options =
        GatewayOptions.builder(
                server().host(), network().port(), Pequod.SUPERVISOR, password(Pequod.SUPERVISOR))
            .certificate(LinkRecorder.fingerprint(server()))
            .folder(folder)
            .isolation(IsolationSettings.OPEN)
            .timing(timing)
            .build();
    gateway = Gateway.start(options);
    program = Program.connect(gateway().address());
  }

  /** Waits until each user has a line in service. */
  void awaitInService() {
    Set<String> all =
        engine().users().stream()
            .map(UserAccount::extension)
            .filter(extension -> !extension.equals("900"))
            .collect(Collectors.toSet());
    Waiting.until(
        () -> program().lines(true).equals(all) && program().lines(false).isEmpty(),
        () -> "lines " + all + " in service: " + now());
  }

  void awaitOutOfService() {
    Waiting.until(() -> program().lines(true).isEmpty(), () -> "no line in service: " + now());
  }

  /** Somebody ashore calls, and is answered; returns the channel. */
  String talk(String extension, String phone) {
    String channel = engine().outsideCalls("0892" + extension, "Elijah", extension);
    engine().answer(phone);
    return channel;
  }

  /**
   * Waits until gateway and program know the calls that the phone system has, and no other, and all
   * lines work.
   */
  void awaitRight() {
    awaitInService();
    Waiting.until(
        () ->
            shown(program()).equals(living())
                && gateway().status().calls() == engine().channels().size(),
        () -> "the calls " + living() + ": " + now());
    assertThat(gateway().status().online()).isTrue();
    right = true;
  }

  String now() {
    return "%s in service, %s not; calls %s, %d in the gateway; %s %s"
        .formatted(
            program().lines(true),
            program().lines(false),
            shown(program()),
            gateway().status().calls(),
            gateway().status().sentence(),
            gateway().status().counters());
  }

  /** The calls that a program is shown: line, state and the number of the other end. */
  static List<String> shown(Program program) {
    return program.calls().stream()
        .map(call -> program.address(call) + " " + kind(call) + " " + other(call))
        .sorted()
        .toList();
  }

  private static String kind(CallFrame call) {
    CallState state = CallState.ofCode(call.state()).orElseThrow();
    return switch (state) {
      case OFFERING, ACCEPTED, DIALING, PROCEEDING, RINGBACK -> Channel.State.RINGING.name();
      case CONNECTED -> Channel.State.TALKING.name();
      case ONHOLD -> Channel.State.HELD.name();
      default -> state.name();
    };
  }

  private static String other(CallFrame call) {
    boolean outbound = call.origin() == ishmael.linemapper.CallOrigin.OUTBOUND.code();
    return outbound ? call.parties().called().number() : call.parties().caller().number();
  }

  private List<String> living() {
    return engine().channels().stream()
        .map(
            leg ->
                engine().user(leg.user()).extension()
                    + " "
                    + leg.state()
                    + " "
                    + leg.remote().number())
        .sorted()
        .toList();
  }

  static Duration limit(Duration command) {
    return command.plus(ANSWER_SLACK);
  }

  /** Says how long something took. */
  void timed(String what, Runnable wait) {
    long begun = System.nanoTime();
    wait.run();
    figure("%s after %d ms", what, Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  @FormatMethod
  void figure(String form, Object... values) {
    Supplier<String> text = () -> server().name() + ": " + form.formatted(values);
    LOG.info(text);
  }
}
