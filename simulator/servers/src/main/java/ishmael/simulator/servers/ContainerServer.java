package ishmael.simulator.servers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.LiveTimeline;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.xmpp.Faults;
import ishmael.simulator.phonesystem.xmpp.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.xmpp.component.ComponentException;

/** A server in a container of its own, with the phone system in this process as its component. */
public final class ContainerServer implements ServerUnderTest {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final int CLIENT_PORT = 5222;
  private static final int COMPONENT_PORT = 5347;

  private final ServerProduct product;
  private final String domain;
  private final String secret = UUID.randomUUID().toString();
  private final Engine engine;
  private final ServerIdentity identity;
  private final PhoneComponent component;
  private final int port = freePort();
  private final int componentPort = freePort();
  private final GenericContainer<?> container;
  private String version = "";
  private boolean running;

  private ContainerServer(ServerProduct product, Site site, String domain) {
    this.product = product;
    this.domain = domain;
    this.engine = new Engine(site, new LiveTimeline(Clock.systemUTC()));
    this.identity = ServerIdentity.create(domain, engine.timeline().now());
    this.component = new PhoneComponent(engine, domain, product.answerFrom);
    this.container = container();
  }

  /**
   * Starts a server; see {@link DockerEngine#missing} whether that is possible.
   *
   * @throws IllegalStateException if it does not serve clients in time; then nothing is left
   */
  public static ContainerServer start(ServerProduct product, Site site, String domain) {
    DockerEngine.sweep();
    ContainerServer server = new ContainerServer(product, site, domain);
    try {
      server.container.start();
      server.version = server.installedVersion();
      server.awaitReady();
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  private GenericContainer<?> container() {
    GenericContainer<?> made =
        new GenericContainer<>(DockerImageName.parse(product.image()))
            .withLabels(DockerEngine.label())
            .withCommand(product.command.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                create -> {
                  HostConfig host = Objects.requireNonNull(create.getHostConfig());
                  host.withPortBindings(
                      binding(port, CLIENT_PORT), binding(componentPort, COMPONENT_PORT));
                  create
                      .withUser(product.packageName)
                      .withExposedPorts(
                          ExposedPort.tcp(CLIENT_PORT), ExposedPort.tcp(COMPONENT_PORT));
                })
            .waitingFor(
                new AbstractWaitStrategy() {
                  @Override
                  protected void waitUntilReady() {
                    // awaitReady does, which serves restarts too
                  }
                });
    files().forEach((path, text) -> made.withCopyToContainer(Transferable.of(text, 0644), path));
    return made;
  }

  private static PortBinding binding(int outside, int inside) {
    return new PortBinding(
        Ports.Binding.bindIpAndPort(InetAddress.getLoopbackAddress().getHostAddress(), outside),
        ExposedPort.tcp(inside));
  }

  /** A port that was free a moment ago: it must be the same after a restart. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(product.files(domain, secret));
    files.put("/etc/ishmael/accounts", accounts());
    files.put("/etc/ishmael/server.crt", PemFiles.certificate(identity));
    files.put("/etc/ishmael/server.key", PemFiles.key(identity));
    return files;
  }

  private String accounts() {
    return engine.users().stream()
        .map(ContainerServer::account)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String account(UserAccount user) {
    return base64(user.name().toLowerCase(Locale.ROOT)) + " " + base64(user.password());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The image's maker wrote it down. */
  private String installedVersion() {
    Map<String, String> labels = container.getContainerInfo().getConfig().getLabels();
    String told = labels == null ? null : labels.get("ishmael.version");
    if (told == null) {
      throw new IllegalStateException(
          product.image() + " does not tell its version; make it anew with images/prepare");
    }
    return told;
  }

  /** Waits until the component is connected and the client port speaks XMPP. */
  private void awaitReady() {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    Attempts.until(end, "component port", this::connected);
    Attempts.until(end, "client port", () -> StreamProbe.answers(host(), port, domain));
    running = true;
  }

  private boolean connected() {
    if (!container.isRunning()) {
      throw new IllegalStateException(name() + " ended:\n" + container.getLogs());
    }
    try {
      component.connect(host(), componentPort, secret);
      return true;
    } catch (ComponentException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return product.title;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String host() {
    return "localhost";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String domain() {
    return domain;
  }

  @Override
  public X509Certificate certificate() {
    return identity.certificate();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Faults faults() {
    return component.faults();
  }

  @Override
  public void kill() {
    if (!running) {
      return;
    }
    running = false;
    DockerEngine.client().killContainerCmd(container.getContainerId()).exec();
    component.disconnect();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    Attempts.until(end, "closed client port", () -> !StreamProbe.connects(host(), port));
  }

  @Override
  public void restart() {
    if (running) {
      throw new IllegalStateException(name() + " runs");
    }
    DockerEngine.client().startContainerCmd(container.getContainerId()).exec();
    awaitReady();
  }

  /** Ends the phone system's connection to the server, which goes on without it. */
  public void disconnectPhoneSystem() {
    component.disconnect();
  }

  /** Connects the phone system again; it has forgotten its clients' subscriptions. */
  public void reconnectPhoneSystem() {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    Attempts.until(end, "component port", this::connected);
  }

  /** What the server wrote to its log so far. */
  public List<String> log() {
    return container.getLogs().lines().toList();
  }

  @Override
  public void close() {
    component.close();
    container.stop();
    engine.timeline().close();
  }
}
