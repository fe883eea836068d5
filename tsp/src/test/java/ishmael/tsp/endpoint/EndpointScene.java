package ishmael.tsp.endpoint;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.link.unix.UnixServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A line endpoint on a Unix domain socket of its own, and raw peers that connect to it. */
@Timeout(30)
abstract class EndpointScene {
  static final EndpointSettings PROTOCOL =
      EndpointSettings.ofProtocol("0.1 test", Duration.ofSeconds(8));

  @TempDir Path folder;

  final LinkCounters counters = new LinkCounters();
  private final List<AutoCloseable> open = new ArrayList<>();
  LocalClient client = new UnixClient(Path.of("unset"));

  @BeforeEach
  void prepare() {
    client = new UnixClient(socket());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  final Path socket() {
    return folder.resolve("private").resolve("lines.sock");
  }

  @CanIgnoreReturnValue
  final RecordingLines start(EndpointSettings settings, RecordingLines lines) throws IOException {
    closing(LineEndpoint.start(UnixServer.listen(socket()), lines, settings, counters));
    return lines;
  }

  final RawPeer peer() throws IOException {
    return closing(new RawPeer(client));
  }

  final RawPeer welcomedPeer() throws Exception {
    return closing(RawPeer.welcomed(client));
  }

  /** Has it closed when the test ends, the newest first. */
  @CanIgnoreReturnValue
  final <T extends AutoCloseable> T closing(T resource) {
    open.add(resource);
    return resource;
  }
}
