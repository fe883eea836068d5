package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.NeedsAdmin;
import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.xmpp.TlsUse;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two ways to one phone system, as two servers of it. */
@Timeout(120)
class FallBackTest {
  private final Harness harness = new Harness();
  private final Recorder recorder = harness.recorder;
  private Gate first;
  private Gate backup;

  @BeforeEach
  void build() throws Exception {
    first = new Gate(harness.server.xmpp().port());
    backup = new Gate(harness.server.xmpp().port());
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
    first.close();
    backup.close();
  }

  private PhoneSystemOptions.Builder both(PhoneSystemOptions.Builder account) {
    return account
        .servers(List.of(first.address(), backup.address()))
        .timing(Harness.TIMING.withLooks(Duration.ofMillis(50), Duration.ofSeconds(1)));
  }

  @Test
  void connect_firstServerDown_staysOnTheBackupUntilTheFirstIsStable() throws Exception {
    first.shut();
    harness.online(both(harness.supervisor()).returnAfter(Duration.ofMillis(300)).build());
    assertThat(backup.arrivals()).isEqualTo(1);
    assertThat(recorder.taken().stream().filter(Offline.class::isInstance).toList())
        .singleElement()
        .asString()
        .contains("refuses connections");

    first.open();

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(LinkProblem.returning(first.address().toString()).sentence());
    recorder.next(Online.class);
    assertThat(first.arrivals()).isGreaterThanOrEqualTo(2);
    assertThat(backup.arrivals()).isEqualTo(1);
  }

  @Test
  void online_lost_triesBothServersAgain() throws Exception {
    harness.online(both(harness.supervisor()).build());
    assertThat(first.arrivals()).isEqualTo(1);

    first.shut();

    recorder.next(Online.class);
    assertThat(backup.arrivals()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void connect_serverThatSpeaksNoXmpp_isFollowedByTheNext() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (true) {
                    deaf.accept().close();
                  }
                } catch (IOException e) {
                  return;
                }
              });
      thread.setDaemon(true);
      thread.start();
      ServerAddress other = new ServerAddress("localhost", deaf.getLocalPort());

      harness.online(harness.supervisor().servers(List.of(other, backup.address())).build());

      assertThat(backup.arrivals()).isEqualTo(1);
    }
  }

  @Test
  void connect_passwordRefused_isTheSameEverywhere() throws Exception {
    harness.connect(both(harness.account("ahab", "whale")).build());

    recorder.next(NeedsAdmin.class);

    // Once more than counted: the first refusal of SCRAM is followed by PLAIN.
    assertThat(first.arrivals()).isEqualTo(LinkProblem.ATTEMPTS + 1);
    assertThat(backup.arrivals()).isZero();
  }

  @Test
  void connect_noHost_followsTheRecordsOfTheDomain() throws Exception {
    first.shut();
    List<SrvRecord> records =
        List.of(
            new SrvRecord(20, 0, backup.address().port(), "localhost"),
            new SrvRecord(10, 0, first.address().port(), "localhost"));

    harness.connect(nowhere().build(), surroundings(domain -> records));

    recorder.next(Online.class);
    assertThat(recorder.taken().stream().filter(Offline.class::isInstance)).hasSize(1);
    assertThat(backup.arrivals()).isEqualTo(1);
  }

  @Test
  void connect_noHostAndNoRecords_takesTheDomain() throws Exception {
    harness.connect(
        PhoneSystemOptions.builder(
                "ahab@pequod.invalid", harness.supervisor().build().password(), "TS01")
            .timing(Harness.TIMING)
            .build(),
        surroundings(domain -> List.of()));

    assertThat(recorder.next(Offline.class).reason())
        .isEqualTo(LinkProblem.unknownHost("pequod.invalid").sentence());
  }

  @Test
  void connect_nameServiceThatDoesNotAnswer_isNotWaitedFor() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try {
      harness.connect(
          nowhere().build(),
          surroundings(
              domain -> {
                try {
                  never.await(100, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return List.of();
              }));

      assertThat(recorder.next(Offline.class).reason()).contains("mobydick");
    } finally {
      never.countDown();
    }
  }

  @Test
  void probe_serverOrNot_tellsThemApart() throws Exception {
    Reachability probe = Reachability.ofStream("mobydick");

    assertThat(probe.reachable(first.address())).isTrue();
    first.shut();
    assertThat(probe.reachable(first.address())).isFalse();
  }

  @Test
  void probe_serverWithoutEncryption_isNoneThatServes() throws Exception {
    try (Harness plain = new Harness(XmppOptions.usual().withTls(TlsUse.MISSING))) {
      ServerAddress address = new ServerAddress("localhost", plain.server.xmpp().port());

      assertThat(Reachability.ofStream("mobydick").reachable(address)).isFalse();
    }
  }

  private PhoneSystemOptions.Builder nowhere() throws Exception {
    return PhoneSystemOptions.builder(
            Pequod.SUPERVISOR, harness.supervisor().build().password(), "TS01")
        .certificateSha256(harness.pin())
        .timing(Harness.TIMING);
  }

  private static Surroundings surroundings(SrvLookup names) {
    return new Surroundings(
        names, Reachability.ofStream("mobydick"), Set::of, InstantSource.system());
  }
}
