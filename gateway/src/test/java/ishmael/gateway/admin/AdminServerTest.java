package ishmael.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server over a real socket, and programs that mean no good. */
@Timeout(120)
class AdminServerTest {
  private static final AdminLimits LIMITS =
      new AdminLimits(4, 4_096, 64 * 1_024, Duration.ofSeconds(1));

  @TempDir Path folder;
  private Path socket;
  private final TestSite site = new TestSite();
  private AdminServer server;
  private final List<TestClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    socket = folder.resolve("run").resolve("admin.sock");
    server = AdminServer.start(UnixServer.listen(socket), site.site(), LIMITS);
  }

  @AfterEach
  void end() throws IOException {
    for (TestClient client : clients) {
      client.close();
    }
    server.close();
  }

  private TestClient client() throws IOException {
    TestClient client = TestClient.reading(socket);
    clients.add(client);
    return client;
  }

  /** The server closed before all was written; the client's reader may have seen that first. */
  private static void turnedAway(IOException why) {
    assertThat(why)
        .satisfiesAnyOf(
            e -> assertThat(e).hasMessageContaining("pipe"),
            e -> assertThat(e).isInstanceOf(ClosedChannelException.class));
  }

  private static void works(TestClient client) throws Exception {
    client.ask(99, "policy.get", "{}");
    assertThat(client.next()).contains("\"id\":99,\"result\":{\"policy\"");
  }

  @Test
  void socket_always_isForItsUserOnly() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
  }

  @Test
  void requests_severalInOneWrite_areAnsweredInOrder() throws Exception {
    TestClient client = client();
    client.say(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"map.list\"}\r\n\r\n\n"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"policy.get\"}\n{\"jsonrpc\":\"2.0\",");
    assertThat(client.next()).contains("\"id\":1");
    assertThat(client.next()).contains("\"id\":2");
    client.say("\"id\":3,\"method\":\"map.list\"}\n");
    assertThat(client.next()).contains("\"id\":3");
  }

  @Test
  void garbage_always_isAnsweredAndTheConnectionGoesOn() throws Exception {
    TestClient client = client();
    client.say("GET / HTTP/1.1\n");
    assertThat(client.next()).contains("\"id\":null").contains("-32700");
    client.say("[1,2]\n");
    assertThat(client.next()).contains("-32600");
    works(client);
  }

  @Test
  void garbage_random_neverHurtsOthers() throws Exception {
    Random random = new Random(6);
    TestClient good = client();
    for (int round = 0; round < 200; round++) {
      byte[] octets = new byte[random.nextInt(400)];
      random.nextBytes(octets);
      try (TestClient bad = TestClient.deaf(socket)) {
        bad.say(new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        turnedAway(e);
      }
    }
    works(good);
  }

  @Test
  void line_tooLong_isRefusedAndDisconnected() throws Exception {
    TestClient client = client();
    client.say("x".repeat(LIMITS.maxLine() + 1));
    assertThat(client.next()).contains("-32700").contains("longer than 4096 octets");
    client.awaitEnd();
    works(client());
  }

  @Test
  void line_half_isForgottenWhenThePeerGoes() throws Exception {
    TestClient half = client();
    half.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"lines.rel");
    half.close();
    works(client());
    assertThat(site.administered).isEmpty();
  }

  @Test
  void client_asksAndSaysNoMore_getsItsAnswer() throws Exception {
    for (int round = 0; round < 50; round++) {
      try (TestClient client = TestClient.reading(socket)) {
        client.ask(5, "policy.get", "{}");
        client.saysNoMore();
        assertThat(client.next()).contains("\"id\":5,\"result\"");
        client.awaitEnd();
      }
    }
  }

  @Test
  void connections_tooMany_areToldAndClosed() throws Exception {
    for (int number = 0; number < LIMITS.connections(); number++) {
      works(client());
    }
    for (int number = 0; number < 1_000; number++) {
      try (TestClient crowd = TestClient.reading(socket)) {
        assertThat(crowd.next()).contains("\"code\":1").contains("close one of them");
        crowd.awaitEnd();
      }
    }
    works(clients.get(0));
    clients.get(0).close();
    assertThat(awaitRoom()).contains("\"id\":5");
  }

  private String awaitRoom() throws Exception {
    String answer = "";
    for (int tries = 0; tries < 1_000 && !answer.contains("\"id\":5"); tries++) {
      try (TestClient next = TestClient.reading(socket)) {
        next.ask(5, "policy.get", "{}");
        answer = next.next();
      } catch (IOException e) {
        turnedAway(e);
      }
    }
    return answer;
  }

  @Test
  void peer_asksAndDoesNotRead_isDisconnected() throws Exception {
    TestClient deaf = TestClient.deaf(socket);
    clients.add(deaf);
    assertThatThrownBy(
            () -> {
              for (int number = 0; number < 1_000_000; number++) {
                deaf.ask(number, "lines.list", "{}");
              }
            })
        .isInstanceOf(IOException.class);
    works(client());
  }

  @Test
  void subscriber_otherReleases_isToldAtOnce() throws Exception {
    TestClient first = client();
    first.ask(1, "isolation.subscribe", "{}");
    assertThat(first.next()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    site.pipUses("deck");
    String notice =
        "{\"jsonrpc\":\"2.0\",\"method\":\"isolation.changed\",\"params\":{\"parts\":[\"PART\"]}}";
    assertThat(first.next()).isEqualTo(notice.replace("PART", "claims"));
    TestClient second = client();
    second.ask(1, "lines.release", "{\"line\":\"deck\"}");
    assertThat(second.next()).contains("\"ended\"");
    assertThat(first.next()).isEqualTo(notice.replace("PART", "claims"));
    second.ask(2, "policy.set", "{\"policy\":\"claim\"}");
    assertThat(second.next()).contains("\"policy\":\"claim\"");
    assertThat(first.next()).isEqualTo(notice.replace("PART", "policy"));
    assertThat(site.pipMayUse("ahab")).isTrue();
    assertThat(site.administered).allMatch(one -> one.startsWith("user "));
  }

  @Test
  void policySet_byTwoAtOnce_losesNothing() throws Exception {
    TestClient first = client();
    TestClient second = client();
    for (int round = 0; round < 100; round++) {
      first.ask(1, "map.add", "{\"account\":\"A\\\\one" + round + "\",\"users\":[\"deck\"]}");
      second.ask(1, "map.add", "{\"account\":\"B\\\\two" + round + "\",\"users\":[\"deck\"]}");
      assertThat(first.next()).contains("\"result\"");
      assertThat(second.next()).contains("\"result\"");
    }
    assertThat(site.kept).hasSize(200);
    assertThat(site.kept.get(199).table()).hasSize(200);
  }

  @Test
  void close_whileProgramsAreConnected_endsThem() throws Exception {
    TestClient client = client();
    works(client);
    server.close();
    client.awaitEnd();
    assertThat(socket).doesNotExist();
  }
}
