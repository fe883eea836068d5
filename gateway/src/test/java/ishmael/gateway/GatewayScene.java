package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gateways in this process and the simulated phone system, over real sockets. */
@Timeout(90)
abstract class GatewayScene {
  static final Duration LIMIT = Duration.ofSeconds(20);
  static final LinkTiming QUICK =
      new LinkTiming(
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1));

  @TempDir Path folder;
  PhoneSystem pequod;

  @BeforeEach
  void start() {
    pequod = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()));
  }

  @AfterEach
  void stop() {
    pequod.close();
  }

  String fingerprint() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(pequod.xmpp().certificate().getEncoded());
    return HexFormat.of().formatHex(digest);
  }

  GatewayOptions.Builder options(String user, String password) throws Exception {
    return GatewayOptions.builder("localhost", pequod.xmpp().port(), user, password)
        .certificate(fingerprint())
        .folder(folder)
        .isolation(IsolationSettings.OPEN)
        .timing(QUICK);
  }

  GatewayOptions supervisor() throws Exception {
    return options(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD).build();
  }

  static Gateway online(GatewayOptions options) throws Exception {
    Gateway gateway = Gateway.start(options);
    assertThat(gateway.awaitOnline(LIMIT)).as(gateway.status().sentence()).isTrue();
    return gateway;
  }
}
