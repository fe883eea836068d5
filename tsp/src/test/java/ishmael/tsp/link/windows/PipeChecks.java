package ishmael.tsp.link.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import ishmael.linemapper.LineError;
import ishmael.tsp.endpoint.EndpointSettings;
import ishmael.tsp.endpoint.LineEndpoint;
import ishmael.tsp.endpoint.Lines;
import ishmael.tsp.endpoint.LinkCounters;
import ishmael.tsp.endpoint.LinkEvent;
import ishmael.tsp.endpoint.Peer;
import ishmael.tsp.endpoint.Samples;
import ishmael.tsp.frame.Answer;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.AddressInUseException;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.peer.LineEvent;
import ishmael.tsp.peer.LinePeer;
import ishmael.tsp.peer.PeerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Checks the named pipes on a Windows JVM: prints a line for each check and exits with 0 if all are
 * ok, else with 1. Not a JUnit class, as it runs where Maven does not.
 */
public final class PipeChecks {
  private static final int LIMIT_SECONDS = 60;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            return thread;
          });
  private int number;
  private int failures;

  private PipeChecks() {}

  /** A part of the checks; throws if something is wrong. */
  private interface Check {
    void run(PipeArguments pipe) throws Exception;
  }

  /** Runs all checks, or only those whose names are given. */
  public static void main(String[] args) {
    PipeChecks checks = new PipeChecks();
    PipeTraffic traffic = new PipeTraffic(checks.threads);
    List<String> only = List.of(args);
    checks.check("echo of 10,000 frames", traffic::echo, only);
    checks.check("four clients at once", traffic::fourClients, only);
    checks.check("clients that connect and drop", traffic::connectAndDrop, only);
    checks.check("a client that stops reading", traffic::stopsReading, only);
    checks.check("closing ends a blocked read", traffic::blockedRead, only);
    checks.check("closing ends a blocked accept", traffic::blockedAccept, only);
    checks.check("what was written before closing arrives", traffic::writtenBeforeClose, only);
    checks.check("a second gateway is told so", checks::secondServer, only);
    checks.check("the name is free after closing", checks::nameIsFree, only);
    checks.check("no gateway is told so", checks::noServer, only);
    checks.check("the account of a client is known", checks::account, only);
    PipeStrangers strangers = new PipeStrangers();
    checks.check("the service's process is let in", strangers::service, only);
    checks.check("another process is not heard", strangers::otherProcess, only);
    checks.check("without the service nobody is heard", strangers::noService, only);
    checks.check("endpoint and peer, gateway restarted", checks::endpointAndPeer, only);
    checks.check("a peer that does not read is disconnected", checks::overflow, only);
    System.out.println(checks.failures == 0 ? "all ok" : checks.failures + " failed");
    System.exit(checks.failures == 0 ? 0 : 1);
  }

  private void check(String name, Check check, List<String> only) {
    if (!only.isEmpty() && !only.contains(name)) {
      return;
    }
    number++;
    String pipeName = "\\\\.\\pipe\\ishmael-check-" + ProcessHandle.current().pid() + "-" + number;
    PipeArguments pipe = PipeArguments.lines().withName(pipeName);
    long start = System.nanoTime();
    try {
      within(
          () -> {
            check.run(pipe);
            return "";
          });
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      System.out.println("ok      " + name + " (" + millis + " ms)");
    } catch (Exception | AssertionError reason) {
      failures++;
      Throwable cause = reason.getCause() == null ? reason : reason.getCause();
      System.out.println("FAILED  " + name + ": " + cause);
    }
  }

  private <T> T within(Callable<T> task) throws Exception {
    return threads.submit(task).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private void secondServer(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe)) {
      try {
        PipeServer.listen(pipe).close();
        throw new AssertionError("a second server on " + server.address() + " was made");
      } catch (AddressInUseException expected) {
        PipeTraffic.require(expected.toString().contains("another gateway"), expected.toString());
      }
    }
  }

  private void nameIsFree(PipeArguments pipe) throws Exception {
    for (int i = 0; i < 3; i++) {
      try (PipeServer server = PipeServer.listen(pipe)) {
        PipeTraffic.require(server.address().equals(pipe.name()), "the address");
      }
    }
  }

  private void account(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe);
        LocalConnection client = new PipeClient(pipe.name()).connect();
        LocalConnection connection = server.accept()) {
      client.write(ByteBuffer.wrap(new byte[] {1}));
      PipeTraffic.require(connection.read(ByteBuffer.allocate(1)) == 1, "nothing came");
      String account = connection.peerAccount().orElse("none");
      String self = Advapi32Util.getAccountByName(Advapi32Util.getUserName()).sidString;
      PipeTraffic.require(account.equals(self), "the client is " + account + ", not " + self);
      PipeTraffic.require(client.peerAccount().isEmpty(), "the server is known to the client");
    }
  }

  private void noServer(PipeArguments pipe) {
    try {
      new PipeClient(pipe.name()).connect().close();
      throw new AssertionError("somebody listens");
    } catch (IOException expected) {
      PipeTraffic.require(expected.toString().contains("no gateway"), expected.toString());
    }
  }

  /** A gateway with one line that answers each request and tells who came. */
  static final class OneLine implements Lines {
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

    /** Says whether nobody has been welcomed. */
    boolean isUnknown() {
      return peers.isEmpty() && gone.isEmpty();
    }

    @Override
    public void connected(Peer peer, Hello hello, List<CallFrame> held) {
      peer.welcome(List.of(Samples.line(1)));
      peers.add(peer);
    }

    @Override
    public void request(Peer peer, Request request) {
      peer.send(new Answer(request.request(), LineError.INVALCALLHANDLE.code()));
    }

    @Override
    public void disconnected(Peer peer, String why) {
      gone.add(why);
    }
  }

  private static LineEndpoint startEndpoint(PipeArguments pipe, Lines lines, LinkCounters counters)
      throws IOException {
    return LineEndpoint.start(
        PipeServer.listen(pipe),
        lines,
        EndpointSettings.ofProtocol("check", Duration.ofSeconds(8)).withQueueBytes(1 << 20),
        counters);
  }

  private void endpointAndPeer(PipeArguments pipe) throws Exception {
    BlockingQueue<LineEvent> events = new LinkedBlockingQueue<>();
    LinkCounters counters = new LinkCounters();
    try (LinePeer peer =
        LinePeer.start(
            new PipeClient(pipe.name()), PeerSettings.ofProtocol("check"), events::add)) {
      for (int i = 0; i < 3; i++) {
        try (LineEndpoint endpoint = startEndpoint(pipe, new OneLine(), counters)) {
          PipeTraffic.require(endpoint != null, "the endpoint");
          LineEvent expected =
              i == 0
                  ? new LineEvent.LineAdded(Samples.line(1))
                  : new LineEvent.LineInService(Samples.line(1));
          PipeTraffic.require(expected.equals(events.poll(10, TimeUnit.SECONDS)), "no " + expected);
          int result = peer.as(new Caller.Nobody(1725)).drop(1, 5).get(10, TimeUnit.SECONDS);
          PipeTraffic.require(
              result == LineError.INVALCALLHANDLE.code(), "the answer is " + result);
        }
        PipeTraffic.require(
            events.poll(10, TimeUnit.SECONDS) instanceof LineEvent.LineOutOfService,
            "the line stays in service");
      }
    }
    PipeTraffic.require(
        counters.count(LinkEvent.WELCOMED) == 3, "welcomed more or less than three times");
    PipeTraffic.require(counters.count(LinkEvent.MALFORMED) == 0, "malformed frames");
  }

  private void overflow(PipeArguments pipe) throws Exception {
    OneLine lines = new OneLine();
    LinkCounters counters = new LinkCounters();
    try (LineEndpoint endpoint = startEndpoint(pipe, lines, counters);
        LocalConnection client = new PipeClient(pipe.name()).connect()) {
      PipeTraffic.require(endpoint != null, "the endpoint");
      client.write(ByteBuffer.wrap(FrameCodec.encode(new Hello(1, 1, 1, 64, "slow"))));
      client.write(ByteBuffer.wrap(FrameCodec.encode(new ishmael.tsp.frame.Ready())));
      Peer slow = lines.peers.poll(10, TimeUnit.SECONDS);
      PipeTraffic.require(slow != null, "it was not welcomed");
      CallFrame big = Samples.call(1, 1, 2, "x".repeat(4096));
      for (int i = 0; i < 1000; i++) {
        slow.send(big);
      }
      String why = lines.gone.poll(10, TimeUnit.SECONDS);
      PipeTraffic.require(
          why != null && why.contains("does not read"), "it is gone because " + why);
    }
    PipeTraffic.require(counters.count(LinkEvent.OVERFLOW) == 1, "overflow was not counted");
  }
}
