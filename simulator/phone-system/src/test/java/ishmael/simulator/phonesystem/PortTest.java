package ishmael.simulator.phonesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The port, its connections, and how they end. */
@Timeout(180)
class PortTest {
  private static final Logger LOG = Logger.getLogger(PortTest.class.getName());
  private static final int RESTARTS = 50;
  private static final int TEN_MEGABYTES = 10_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Far above what closing takes, far below what a forgotten limit would cost. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private PhoneSystem system = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));

  @AfterEach
  void stop() {
    Duration took = time(system::close);
    assertThat(took).isLessThan(PROMPT);
  }

  private static Duration time(Runnable task) {
    long before = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private RawClient ahab() throws Exception {
    return RawClient.login(system, "ahab", Pequod.CREW_PASSWORD, "desk");
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void killAndStart_manyTimes_samePort() throws Exception {
    int port = system.xmpp().port();
    for (int i = 0; i < RESTARTS; i++) {
      try (RawClient loggedIn = ahab();
          RawClient halfway = RawClient.connect(system);
          Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(time(system.xmpp()::kill)).isLessThan(PROMPT);
        assertThat(system.xmpp().sessions()).isEmpty();
        assertThatThrownBy(loggedIn::readAll).isInstanceOf(SocketException.class);
        assertThatThrownBy(halfway::readAll).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
            .isInstanceOf(IOException.class);
        silent.setSoTimeout((int) PATIENCE.toMillis());
        assertThatThrownBy(silent.getInputStream()::read).isInstanceOf(SocketException.class);
      }
      system.xmpp().start();
      assertThat(system.xmpp().port()).isEqualTo(port);
    }
  }

  @Test
  void stopAndStart_manyTimes_samePortAndStreamsEndInOrder() throws Exception {
    int port = system.xmpp().port();
    for (int i = 0; i < RESTARTS; i++) {
      try (RawClient client = ahab()) {
        Thread stopping = new Thread(system.xmpp()::stop, "stop");
        stopping.start();
        assertThat(client.readAll()).endsWith("</stream:error></stream:stream>");
        client.leave();
        stopping.join(PROMPT.toMillis());
        assertThat(stopping.isAlive()).isFalse();
      }
      system.xmpp().start();
      assertThat(system.xmpp().port()).isEqualTo(port);
    }
  }

  @Test
  void endOfStream_ofTheClient_isAnsweredAfterItsRequests() throws Exception {
    try (RawClient client = ahab()) {
      client.send(
          "<iq type='get' id='last'><ping xmlns='urn:xmpp:ping'/></iq></stream:stream>"
              .getBytes(StandardCharsets.UTF_8));
      assertThat(client.readAll())
          .startsWith("<iq id=\"last\"")
          .endsWith("</stream:stream>")
          .doesNotContain("error");
    }
    assertThat(system.xmpp().sessions()).isEmpty();
  }

  @Test
  void clientThatDoesNotRead_isDropped_andNobodyWaits() throws Exception {
    try (RawClient deaf = ahab();
        WireClient other = WireClient.login(system, "pip", Pequod.CREW_PASSWORD, "desk")) {
      String noise = "<message>" + "x".repeat(1_000_000) + "</message>";
      await(
          () -> {
            if (!system.xmpp().sessions().contains("ahab@mobydick/desk")) {
              return true;
            }
            system.xmpp().sendRaw("ahab@mobydick/desk", noise);
            return false;
          });
      assertThat(other.ask("redirect", "<FindOwn/>").name()).isEqualTo("RedirectEntry");
      assertThat(system.xmpp().sessions()).containsExactly("pip@mobydick/desk");
      assertThatThrownBy(deaf::readAll).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stop_clientThatDoesNotRead_doesNotWaitForIt() throws Exception {
    try (RawClient deaf = ahab()) {
      system.xmpp().sendRaw("ahab@mobydick/desk", "x".repeat(4 * TEN_MEGABYTES));
      assertThat(time(system.xmpp()::stop)).isLessThan(PROMPT);
      system.xmpp().start();
      assertThatThrownBy(deaf::readAll).isInstanceOf(IOException.class);
    }
  }

  @Test
  void manyConnections_killed_leaveNoThread() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      clients.add(RawClient.login(system, "ahab", Pequod.CREW_PASSWORD, "desk" + i));
    }
    system.xmpp().kill();
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name -> name.matches("phone-system-(read|write|accept|limits).*")));
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void hugeStanza_fromTheServer_arrives() throws Exception {
    try (RawClient client = ahab()) {
      system
          .xmpp()
          .sendRaw(
              "ahab@mobydick/desk",
              "<message><body>" + "x".repeat(TEN_MEGABYTES) + "</body></message>");
      assertThat(client.read("</message>")).hasSizeGreaterThan(TEN_MEGABYTES);
    }
  }

  @Test
  void hugeStanza_fromTheClient_isAnswered() throws Exception {
    try (RawClient client = ahab()) {
      client.send(huge());
      assertThat(client.read("</iq>")).hasSizeGreaterThan(TEN_MEGABYTES).contains("id=\"huge\"");
    }
  }

  private static byte[] huge() {
    return ("<iq type='get' id='huge'><x xmlns='urn:x'>" + "x".repeat(TEN_MEGABYTES) + "</x></iq>")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void hugeStanza_overTheLimit_endsTheStream() throws Exception {
    system.close();
    system =
        PhoneSystem.start(
            PhoneSystemOptions.of(Pequod.site())
                .withXmpp(XmppOptions.usual().withMaxStanzaBytes(1_000_000)));
    try (RawClient client = ahab()) {
      Thread sender = new Thread(() -> sendHuge(client), "huge");
      sender.start();
      assertThat(client.read("</stream:stream>"))
          .contains("<policy-violation")
          .doesNotContain("huge");
      client.leave();
      sender.join(PROMPT.toMillis());
      assertThat(sender.isAlive()).isFalse();
    }
  }

  private static void sendHuge(RawClient client) {
    try {
      client.send(huge());
    } catch (IOException e) {
      LOG.log(Level.FINE, "The server closed while we sent, as it may", e);
    }
  }

  @Test
  void secondBind_isRefused() throws Exception {
    try (RawClient client = ahab()) {
      assertThat(
              client.ask(
                  "<iq type='set' id='b2'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                  "</iq>"))
          .contains("not-allowed");
      assertThat(system.xmpp().sessions()).containsExactly("ahab@mobydick/desk");
    }
  }
}
