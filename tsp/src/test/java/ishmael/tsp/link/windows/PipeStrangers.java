package ishmael.tsp.link.windows;

import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.LinkEvent;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.Refusal;
import ishmael.tsp.frame.Refused;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which processes a gateway hears whose pipe is for one service: real services, run by the program
 * that the system property {@code ishmael.pipe-check} names. See {@link PipeChecks}.
 */
final class PipeStrangers {
  private static final String SERVICE = "IshmaelPipeCheck";
  private static final int LIMIT_SECONDS = 40;
  private static final int WELCOME = 0x0101;

  private final String program = System.getProperty("ishmael.pipe-check", "");

  /** A gateway for the service's process, and what became of those who came. */
  private record Gateway(
      LineEndpoint endpoint,
      PipeChecks.OneLine lines,
      LinkCounters counters,
      ServiceClients clients)
      implements AutoCloseable {
    static Gateway start(PipeArguments pipe) throws IOException {
      PipeChecks.OneLine lines = new PipeChecks.OneLine();
      LinkCounters counters = new LinkCounters();
      ServiceClients clients = new ServiceClients(SERVICE, new InstalledServices());
      EndpointSettings settings = EndpointSettings.ofProtocol("check", Duration.ofSeconds(8));
      return new Gateway(
          LineEndpoint.start(PipeServer.listen(pipe, clients), lines, settings, counters),
          lines,
          counters,
          clients);
    }

    @Override
    public void close() {
      endpoint.close();
    }
  }

  void service(PipeArguments pipe) throws Exception {
    Path said = Files.createTempFile("pipe-check", ".txt");
    Files.delete(said);
    try (Gateway gateway = Gateway.start(pipe)) {
      run("start", SERVICE, "connect", pipe.name(), said.toString());
      String answer = awaited(said);
      PipeTraffic.require(answer.equals("type " + WELCOME), "the service got " + answer);
      PipeTraffic.require(gateway.counters().count(LinkEvent.NOT_ALLOWED) == 0, "refused too");
    } finally {
      run("stop", SERVICE);
      Files.deleteIfExists(said);
    }
  }

  void otherProcess(PipeArguments pipe) throws Exception {
    Path unused = Files.createTempFile("pipe-check", ".txt");
    try (Gateway gateway = Gateway.start(pipe)) {
      run("start", SERVICE, "idle", pipe.name(), unused.toString());
      refused(gateway, pipe, "but service " + SERVICE + " is process ");
    } finally {
      run("stop", SERVICE);
      Files.delete(unused);
    }
  }

  void noService(PipeArguments pipe) throws Exception {
    try (Gateway gateway = Gateway.start(pipe)) {
      refused(gateway, pipe, "it is not installed");
    }
  }

  /** This process says all that a provider says, and is not heard. */
  private static void refused(Gateway gateway, PipeArguments pipe, String why) throws Exception {
    int self = (int) ProcessHandle.current().pid();
    String objection = gateway.clients().objection(Optional.of(self)).orElse("none");
    PipeTraffic.require(objection.contains(why), "the objection is " + objection);
    try (LocalConnection client = new PipeClient(pipe.name()).connect()) {
      client.write(ByteBuffer.wrap(FrameCodec.encode(new Hello(1, 1, 1, 64, "forged"))));
      client.write(ByteBuffer.wrap(FrameCodec.encode(new Ready())));
      Frame answer = new FrameReader(client).next().orElseThrow();
      PipeTraffic.require(
          answer instanceof Refused refused && refused.code() == Refusal.NOT_ALLOWED.code(),
          "the answer is " + answer);
    }
    PipeTraffic.require(gateway.counters().count(LinkEvent.NOT_ALLOWED) == 1, "it is not counted");
    PipeTraffic.require(gateway.lines().isUnknown(), "the gateway's lines have heard of it");
  }

  private void run(String... arguments) throws Exception {
    PipeTraffic.require(!program.isEmpty(), "-Dishmael.pipe-check=PROGRAM is missing");
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    PipeTraffic.require(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end");
    PipeTraffic.require(process.exitValue() == 0, command + " failed: " + output);
  }

  private static String awaited(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(file)) {
      PipeTraffic.require(System.nanoTime() < deadline, "the service says nothing");
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Files.readString(file);
  }
}
