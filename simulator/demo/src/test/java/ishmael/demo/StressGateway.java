package ishmael.demo;

import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A gateway without a phone system, a program of its own on Windows: {@link LineEndpoint} on the
 * real pipe, and calls that come and go by themselves ({@link StressLines}). It is told on standard
 * input what to do: {@code open}, {@code close}, {@code cycle N} (gone and back N times), {@code
 * calls on}, {@code calls off}; each is answered by a line when it is done.
 */
final class StressGateway implements AutoCloseable {
  private static final long LINK_LIMIT_SECONDS = 60;

  /** Of so many cycles one ends before the provider was welcomed. */
  private static final int UNWELCOME_ONE_IN = 10;

  private final StressLines lines;
  private final Random random = new Random(851);
  private final CountDownLatch never = new CountDownLatch(1);
  private LineEndpoint endpoint;

  private StressGateway(StressLines lines) throws IOException {
    this.lines = lines;
    endpoint = listen();
  }

  /** Runs until standard input ends; the argument is the number of lines. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (StressLines lines = new StressLines(Integer.parseInt(arguments[0]));
        StressGateway gateway = new StressGateway(lines);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println("ready");
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        gateway.obey(order.split(" ", -1));
        out.println("done " + order + " links " + lines.links());
      }
    }
  }

  private void obey(String[] order) throws Exception {
    switch (order[0]) {
      case "open" -> endpoint = listen();
      case "close" -> endpoint.close();
      case "cycle" -> cycle(Integer.parseInt(order[1]));
      case "calls" -> lines.play(order[1].equals("on"));
      default -> throw new IllegalArgumentException("an unknown order: " + order[0]);
    }
  }

  private LineEndpoint listen() throws IOException {
    return LineEndpoint.start(
        PipeServer.listen(PipeArguments.lines()),
        lines,
        EndpointSettings.ofProtocol("stress", Duration.ofSeconds(10)),
        new LinkCounters());
  }

  /** Gone and back; while it is there the link carries calls for up to 30 ms. */
  private void cycle(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      endpoint.close();
      boolean welcome = i + 1 == times || i % UNWELCOME_ONE_IN != 0;
      CountDownLatch linked = lines.expectLink(welcome);
      endpoint = listen();
      if (!linked.await(LINK_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no provider came in cycle " + i);
      }
      pause(random.nextInt(30));
    }
  }

  /** Lets load run; nothing is waited for. */
  private void pause(int millis) throws InterruptedException {
    if (never.await(millis, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("never");
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
