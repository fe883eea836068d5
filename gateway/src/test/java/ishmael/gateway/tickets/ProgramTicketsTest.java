package ishmael.gateway.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import ishmael.linemapper.Caller;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.PeerIdentity;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs over Unix sockets; the system's word on who they are is chosen at the last step. */
class ProgramTicketsTest {
  private static final String TICKET = "00112233445566778899aabbccddeeff";
  private static final Caller.Asked ASKED = new Caller.Asked(TICKET);

  @TempDir Path folder;

  private final Semaphore news = new Semaphore(0);
  private volatile Optional<PeerIdentity> vouched =
      Optional.of(new PeerIdentity("S-1-5-21-1-2-3-1001", 3, true));
  private ProgramTickets tickets;
  private UnixClient client;

  @BeforeEach
  void start() throws IOException {
    Path socket = folder.resolve("private").resolve("callers.sock");
    tickets = ProgramTickets.start(vouching(UnixServer.listen(socket)), Ticker.systemTicker());
    tickets.listener(news::release);
    client = new UnixClient(socket);
  }

  @AfterEach
  void end() {
    tickets.close();
  }

  private LocalServer vouching(LocalServer server) {
    return new LocalServer() {
      @Override
      public LocalConnection accept() throws IOException {
        return new VouchedConnection(server.accept(), () -> vouched);
      }

      @Override
      public String address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  /** Returns whether the gateway took it. */
  private boolean show(String magic, String ticket) throws IOException {
    try (LocalConnection connection = client.connect()) {
      connection.write(ByteBuffer.wrap(magic.getBytes(StandardCharsets.US_ASCII)));
      connection.write(ByteBuffer.wrap(HexFormat.of().parseHex(ticket)));
      return connection.read(ByteBuffer.allocate(1)) == 1;
    }
  }

  @Test
  void of_aTicketThatAProgramShows_isWhoTheSystemSays() throws Exception {
    assertThat(tickets.of(ASKED)).isEmpty();
    assertThat(show("ISHT", TICKET)).isTrue();
    assertThat(news.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(tickets.of(ASKED)).contains(new Caller.Known("S-1-5-21-1-2-3-1001", 3));
  }

  @Test
  void of_aTicketThatWasShownFirst_isKnownAtOnce() throws Exception {
    assertThat(show("ISHT", TICKET)).isTrue();
    assertThat(tickets.of(ASKED)).isPresent();
  }

  @Test
  void show_aProgramThatTheSystemDoesNotName_isNotTaken() throws Exception {
    vouched = Optional.empty();
    assertThat(show("ISHT", TICKET)).isFalse();
    assertThat(tickets.of(ASKED)).isEmpty();
  }

  @Test
  void show_aServiceThatWasTalkedIntoIt_isNotTaken() throws Exception {
    vouched = Optional.of(new PeerIdentity("S-1-5-18", 0, false));
    assertThat(show("ISHT", TICKET)).isFalse();
    assertThat(tickets.of(ASKED)).isEmpty();
  }

  @Test
  void show_somethingElse_isNotTakenAndTheNextOneIs() throws Exception {
    assertThat(show("ISHX", TICKET)).isFalse();
    assertThat(tickets.of(ASKED)).isEmpty();
    assertThat(show("ISHT", TICKET)).isTrue();
    assertThat(tickets.of(ASKED)).isPresent();
  }

  @Test
  void show_byMoreProgramsThanAreHeardAtATime_isHeardAfterTheirLimit() throws Exception {
    LocalConnection[] silent = new LocalConnection[8];
    for (int i = 0; i < silent.length; i++) {
      silent[i] = client.connect();
    }
    for (LocalConnection one : silent) {
      /* closed by the limit, not by us */
      assertThat(one.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      one.close();
    }
    boolean taken = false;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!taken && System.nanoTime() < end) {
      /* a reader may still be on its way out */
      taken = show("ISHT", TICKET);
    }
    assertThat(taken).isTrue();
  }

  @Test
  void close_endsTheServer() {
    tickets.close();
    assertThat(client.address()).satisfies(path -> assertThat(Path.of(path)).doesNotExist());
  }
}
