package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.xmpp.SaslMechanism;
import ishmael.simulator.phonesystem.xmpp.XmppOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class XmppTraceTest {

  @Test
  void masked_longNumbers_showTwoDigits() {
    assertThat(XmppTrace.masked("<a target='+4989123456' x='101'>00498912345</a>"))
        .isEqualTo("<a target='***56' x='101'>***45</a>");
  }

  /** With PLAIN the password itself goes over the wire. */
  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "SCRAM_SHA_1"})
  void trace_wholeLogin_holdsNoPassword(SaslMechanism mechanism) throws Exception {
    Collector collector = new Collector();
    Logger root = Logger.getLogger("");
    Logger xmpp = Logger.getLogger("ishmael");
    root.addHandler(collector);
    xmpp.setLevel(Level.ALL);
    try (Harness harness = new Harness(XmppOptions.usual().withMechanisms(mechanism))) {
      harness.online();
    } finally {
      xmpp.setLevel(null);
      root.removeHandler(collector);
    }

    String all = String.join("\n", collector.lines);
    byte[] plain =
        ("\0" + Pequod.SUPERVISOR + "\0" + Pequod.SUPERVISOR_PASSWORD)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(all)
        .contains("ClientInfo")
        .contains("UserInfo")
        .doesNotContain(Pequod.SUPERVISOR_PASSWORD)
        .doesNotContain(Base64.getEncoder().encodeToString(plain))
        .doesNotContain("<auth");
  }

  private static final class Collector extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Collector() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
