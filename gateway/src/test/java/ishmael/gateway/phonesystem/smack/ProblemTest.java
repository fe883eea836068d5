package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.Password;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.Pequod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way not to connect, and the sentence the administrator reads. */
@Timeout(120)
class ProblemTest {
  private static final String NO_TLS =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='s1' version='1.0'"
          + " xmlns:stream='http://etherx.jabber.org/streams' from='mobydick'><stream:features>"
          + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
          + "</mechanisms></stream:features>";

  private final Harness harness = new Harness();
  @TempDir Path folder;

  @AfterEach
  void stop() {
    harness.close();
  }

  private String reason(PhoneSystemOptions options) throws InterruptedException {
    harness.connect(options);
    return harness.recorder.next(Offline.class).reason();
  }

  private PhoneSystemOptions.Builder unpinned() {
    return PhoneSystemOptions.builder(
            Pequod.SUPERVISOR, new Password(Pequod.SUPERVISOR_PASSWORD), "TS01")
        .host("localhost")
        .port(harness.server.xmpp().port())
        .timing(Harness.TIMING);
  }

  private Path authorities() throws Exception {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(harness.server.xmpp().certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(folder.resolve("ca.pem"), pem);
  }

  @Test
  void connect_unknownHost_namesTheHost() throws Exception {
    assertThat(reason(unpinned().host("no-such-host.invalid").build()))
        .isEqualTo(
            "The phone system's host \"no-such-host.invalid\" is unknown. Check the host in the"
                + " settings and the name resolution (DNS) of this machine.");
  }

  @Test
  void connect_closedPort_namesHostAndPort() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(reason(unpinned().port(free).build()))
        .isEqualTo(
            "localhost refuses connections on port "
                + free
                + ". Check host and port in the settings and whether the phone system runs.");
  }

  @Test
  void connect_serverWithoutTls_neverSendsThePassword() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      CountDownLatch gone = new CountDownLatch(1);
      serve(door, heard, gone);

      assertThat(reason(unpinned().port(door.getLocalPort()).build()))
          .isEqualTo(
              "localhost offers no encryption (STARTTLS), so the password was not sent. Switch TLS"
                  + " on in the phone system's XMPP server.");
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(heard.toString(StandardCharsets.UTF_8))
          .contains("<stream:stream")
          .doesNotContain("<auth");
    }
  }

  @Test
  void connect_silentServer_isTooSlow() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              reason(
                  unpinned()
                      .port(door.getLocalPort())
                      .timing(shortAttempt(Duration.ofMillis(400)))
                      .build()))
          .isEqualTo(
              "localhost did not complete connection and login within 0.4 seconds. Check the"
                  + " network and the load of the phone system.");
    }
  }

  @Test
  void connect_authorityFileWithIssuer_isTrusted() throws Exception {
    harness.online(unpinned().certificateAuthorities(authorities()).build());

    assertThat(harness.server.xmpp().sessions()).hasSize(1);
  }

  @Test
  void connect_certificateOfAnotherName_saysSo() throws Exception {
    assertThat(
            reason(
                unpinned().domain("other.example").certificateAuthorities(authorities()).build()))
        .isEqualTo(LinkProblem.wrongName("localhost", "other.example", harness.pin()).sentence());
  }

  @Test
  void connect_unreadableAuthorityFile_namesIt() throws Exception {
    Path file = folder.resolve("missing.pem");

    assertThat(reason(unpinned().certificateAuthorities(file).build()))
        .startsWith("The file of trusted authorities " + file + " cannot be read (");
  }

  @Test
  void login_clientInfoNotAnswered_saysSo() throws Exception {
    harness.server.xmpp().faults().swallow("xmppuser.ClientInfo");

    assertThat(reason(harness.supervisor().timing(Harness.IMPATIENT).build()))
        .isEqualTo(LinkProblem.noUserInfo(Pequod.SUPERVISOR, "no answer").sentence());
  }

  @Test
  void login_subscriptionRefused_saysSo() throws Exception {
    harness.server.xmpp().faults().answerWithErrorIq("event.AddSubscription");

    assertThat(reason(harness.supervisor().build()))
        .startsWith(
            "The phone system does not send the call events the account ts-supervisor needs (");
  }

  private static ishmael.gateway.phonesystem.LinkTiming shortAttempt(Duration limit) {
    ishmael.gateway.phonesystem.LinkTiming all = Harness.TIMING;
    return new ishmael.gateway.phonesystem.LinkTiming(
        limit,
        all.commandLimit(),
        all.heartbeat(),
        all.firstRetry(),
        all.lastRetry(),
        all.conflictPause(),
        all.directoryRefresh(),
        all.failedUserRetry());
  }

  private static void serve(ServerSocket door, ByteArrayOutputStream heard, CountDownLatch gone) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = door.accept()) {
                byte[] buffer = new byte[4096];
                boolean told = false;
                for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                  heard.write(buffer, 0, n);
                  if (!told && heard.toString(StandardCharsets.UTF_8).contains("version='1.0'")) {
                    told = true;
                    socket.getOutputStream().write(NO_TLS.getBytes(StandardCharsets.UTF_8));
                  }
                }
              } catch (IOException e) {
                heard.writeBytes("(reset)".getBytes(StandardCharsets.UTF_8));
              } finally {
                gone.countDown();
              }
            },
            "no-tls");
    thread.setDaemon(true);
    thread.start();
  }
}
