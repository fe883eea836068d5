package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Windows with a {@link StressGateway}, in which telephony services are started and watched. */
final class StressWindows implements AutoCloseable {
  /** Deadlocks show by an answer that does not come within this time. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final Folder folder = Folder.temporary();
  private final WinePrefix prefix;
  private final Process gateway;
  private final Path errors;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  StressWindows(int lines) throws Exception {
    WineRoot root = WineRoot.find();
    prefix = root.newPrefix();
    errors = Files.createTempFile(folder.path(), "gateway", ".txt");
    gateway =
        prefix.start(
            new WineJava(root, prefix)
                .command(List.of(StressGateway.class.getName(), Integer.toString(lines))),
            Redirect.to(errors.toFile()));
    Thread reader = new Thread(this::listen, "stress-gateway");
    reader.setDaemon(true);
    reader.start();
    expect("ready", Duration.ofSeconds(60));
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      said.add("lost: " + e.getMessage());
    }
    said.add("the gateway has ended");
  }

  private String expect(String beginning, Duration limit) throws Exception {
    String line = said.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(line)
        .as("the gateway within %s; it said %s", limit, Files.readString(errors))
        .startsWith(beginning);
    return line;
  }

  /** Orders the gateway to do something and waits until it is done. */
  String order(String order, Duration limit) throws Exception {
    OutputStream orders = gateway.getOutputStream();
    orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
    return expect("done " + order, limit);
  }

  /** Starts a telephony service with the provider. */
  StressedService service(Bitness bits) throws IOException {
    Tapisrv.Setup setup =
        new Tapisrv.Setup(
            built("simulator/windows", bits, "tapisrv.exe"),
            List.of(built("tsp", bits, "ishmael.tsp")),
            Map.of(),
            ANSWER_LIMIT);
    return new StressedService(Tapisrv.start(prefix, setup));
  }

  private static Path built(String module, Bitness bits, String file) {
    return WindowsPrograms.built(module + "/target/native/" + bits.folder() + "/" + file);
  }

  @Override
  public void close() throws IOException {
    try (folder) {
      gateway.destroyForcibly();
      prefix.close();
    }
  }
}
