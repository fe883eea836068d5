package ishmael.simulator.servers;

import static ishmael.linemapper.CallState.CONNECTED;
import static ishmael.linemapper.CallState.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Site;
import ishmael.tsp.frame.CallFrame;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The faults on the simulated phone system's own XMPP server, and those that other servers do not
 * let through.
 */
class EmbeddedFaultsTest extends FaultsContract {
  private static final int ENTITIES = 12;

  /** More characters than the gateway takes in one stanza. */
  private static final int TOO_LONG = 17 << 20;

  /** Changes of the link: connecting, online, offline, connecting, online. */
  private static final int LOST_AND_MADE_ANEW = 5;

  @Override
  ServerUnderTest start(Site site, String domain) {
    return EmbeddedServer.start(site, domain);
  }

  @Test
  void xmlBomb_inTheStream_costsTheConnectionButNeitherCallsNorMemory() throws Exception {
    open(PATIENT);
    talk("102", Pequod.STARBUCK_PHONE);
    CallFrame starbucks = program().await("102", CONNECTED);
    long before = Heap.used();

    ((EmbeddedServer) server()).sendRaw(bomb());
    String offered = talk(extension(0), phone(0));
    timed("bomb: all right", () -> comesBack(offered));
    assertThat(program().history(starbucks)).doesNotContain(IDLE);
    assertGrowth("bomb", before, MAX_GROWTH);
  }

  @Test
  void stanza_longerThanTheGatewayReads_costsItselfOnly() throws Exception {
    open(PATIENT);
    long before = dropped();
    ((EmbeddedServer) server())
        .sendRaw(
            "<message from='pbx.mobydick'><cmd xmlns='http://www.pascom.net/mobydick'"
                + " module='base'><ChannelEvent><eventId>"
                + "x".repeat(TOO_LONG)
                + "</eventId></ChannelEvent></cmd></message>");
    talk("106", Pequod.PIP_PHONE);
    program().await("106", CONNECTED);
    awaitRight();
    assertThat(dropped()).isGreaterThan(before);
    assertThat(program().wasInterrupted()).isFalse();
  }

  /** What was told on a connection that ended is lost; the next event of the call shows it. */
  private void comesBack(String channel) {
    Waiting.until(() -> changes() >= LOST_AND_MADE_ANEW, () -> "a new connection: " + now());
    awaitInService();
    engine().hold(channel);
    awaitRight();
  }

  private long changes() {
    return gateway().status().counters().getOrDefault("ishmael.phonesystem.link.changes", 0L);
  }

  /** Each entity is ten times the one before. */
  private static String bomb() {
    String entities =
        IntStream.range(1, ENTITIES)
            .mapToObj(i -> "<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)))
            .collect(Collectors.joining());
    return "<!DOCTYPE bomb [<!ENTITY e0 'boom'>"
        + entities
        + "]><message from='pbx.mobydick'><body>&e"
        + (ENTITIES - 1)
        + ";</body></message>";
  }
}
