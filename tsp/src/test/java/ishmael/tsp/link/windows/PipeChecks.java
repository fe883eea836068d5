package ishmael.tsp.link.windows;

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
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.frame.Request;
import ishmael.tsp.link.AddressInUseException;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.peer.LineEvent;
import ishmael.tsp.peer.LinePeer;
import ishmael.tsp.peer.PeerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks the named pipes on a Windows JVM: prints a line for each check and exits with 0 if all are
 * ok, else with 1. Not a JUnit class, as it runs where Maven does not.
 */
public final class PipeChecks {
  private static final int FRAMES = 10_000;
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
    List<String> only = List.of(args);
    checks.check("echo of 10,000 frames", checks::echo, only);
    checks.check("four clients at once", checks::fourClients, only);
    checks.check("clients that connect and drop", checks::connectAndDrop, only);
    checks.check("a client that stops reading", checks::stopsReading, only);
    checks.check("closing ends a blocked read", checks::blockedRead, only);
    checks.check("closing ends a blocked accept", checks::blockedAccept, only);
    checks.check("what was written before closing arrives", checks::writtenBeforeClose, only);
    checks.check("a second gateway is told so", checks::secondServer, only);
    checks.check("the name is free after closing", checks::nameIsFree, only);
    checks.check("no gateway is told so", checks::noServer, only);
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

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  private static void requireWaiting(Future<?> task, String otherwise) throws Exception {
    try {
      task.get(200, TimeUnit.MILLISECONDS);
      throw new AssertionError(otherwise);
    } catch (TimeoutException expected) {
      require(!task.isDone(), otherwise);
    }
  }

  /** Sends each frame back until the client closes. */
  private static Void serveEcho(LocalConnection connection) throws IOException {
    try (connection) {
      FrameReader reader = new FrameReader(connection);
      Optional<Frame> frame = reader.next();
      while (frame.isPresent()) {
        connection.write(ByteBuffer.wrap(FrameCodec.encode(frame.get())));
        frame = reader.next();
      }
    }
    return null;
  }

  private Future<?> startEcho(PipeServer server) {
    return threads.submit(
        () -> {
          while (true) {
            LocalConnection connection = server.accept();
            var unused = threads.submit(() -> serveEcho(connection));
          }
        });
  }

  private void exchange(LocalConnection connection, int frames) throws Exception {
    Future<?> sending =
        threads.submit(
            () -> {
              for (int i = 0; i < frames; i++) {
                connection.write(ByteBuffer.wrap(FrameCodec.encode(frame(i))));
              }
              return null;
            });
    FrameReader reader = new FrameReader(connection);
    for (int i = 0; i < frames; i++) {
      Frame frame = reader.next().orElseThrow(() -> new AssertionError("it closed"));
      require(frame.equals(frame(i)), "frame " + i + " came back as " + frame);
    }
    sending.get(1, TimeUnit.SECONDS);
  }

  private static Frame frame(int i) {
    return i % 3 == 0 ? Samples.call(i + 1, 1, 2, "Ähab " + "x".repeat(i % 1000)) : new Ping(i);
  }

  private void echo(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe)) {
      Future<?> serving = startEcho(server);
      try (LocalConnection client = new PipeClient(pipe.name()).connect()) {
        String self = "process " + ProcessHandle.current().pid();
        require(client.peer().equals(self), "the server is " + client.peer() + ", not " + self);
        exchange(client, FRAMES);
      }
      require(!serving.isDone(), "the server has ended");
    }
  }

  private void fourClients(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe)) {
      Future<?> serving = startEcho(server);
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(
            threads.submit(
                () -> {
                  try (LocalConnection client = new PipeClient(pipe.name()).connect()) {
                    exchange(client, 1000);
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      require(!serving.isDone(), "the server has ended");
    }
  }

  private void connectAndDrop(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe)) {
      Future<?> serving = startEcho(server);
      for (int i = 0; i < 300; i++) {
        new PipeClient(pipe.name()).connect().close();
      }
      try (LocalConnection client = new PipeClient(pipe.name()).connect()) {
        exchange(client, 10);
      }
      require(!serving.isDone(), "the server has ended");
    }
  }

  private void stopsReading(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe);
        LocalConnection client = new PipeClient(pipe.name()).connect();
        LocalConnection connection = server.accept()) {
      require(client.allowed(), "the client");
      CountDownLatch wrote = new CountDownLatch(1);
      Future<Integer> writing =
          threads.submit(
              () -> {
                int count = 0;
                try {
                  while (true) {
                    connection.write(ByteBuffer.allocate(65_536));
                    count++;
                    wrote.countDown();
                  }
                } catch (ClosedChannelException closed) {
                  return count;
                }
              });
      wrote.await(5, TimeUnit.SECONDS);
      requireWaiting(writing, "the writer did not wait");
      shut(connection);
      require(writing.get(5, TimeUnit.SECONDS) < 1000, "the pipe takes everything");
    }
  }

  private static void shut(LocalConnection connection) {
    connection.close();
  }

  private void blockedRead(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe);
        LocalConnection client = new PipeClient(pipe.name()).connect();
        LocalConnection connection = server.accept()) {
      for (LocalConnection end : new LocalConnection[] {connection, client}) {
        Future<String> reading =
            threads.submit(
                () -> {
                  try {
                    return "read " + end.read(ByteBuffer.allocate(10));
                  } catch (ClosedChannelException closed) {
                    return "closed";
                  }
                });
        if (end == connection) {
          requireWaiting(reading, "the reader did not wait");
        }
        shut(end);
        String result = reading.get(5, TimeUnit.SECONDS);
        require(
            result.equals("closed") || (end == client && result.equals("read -1")),
            "the reader says " + result);
      }
    }
  }

  private void blockedAccept(PipeArguments pipe) throws Exception {
    PipeServer server = PipeServer.listen(pipe);
    Future<String> accepting =
        threads.submit(
            () -> {
              try {
                return server.accept().peer();
              } catch (ClosedChannelException closed) {
                return "closed";
              }
            });
    requireWaiting(accepting, "accept did not wait");
    server.close();
    require(accepting.get(5, TimeUnit.SECONDS).equals("closed"), "accept did not end");
  }

  private void writtenBeforeClose(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe);
        LocalConnection client = new PipeClient(pipe.name()).connect();
        LocalConnection connection = server.accept()) {
      connection.write(ByteBuffer.wrap(FrameCodec.encode(new Ping(7))));
      shut(connection);
      FrameReader reader = new FrameReader(client);
      require(reader.next().equals(Optional.of(new Ping(7))), "the frame is lost");
      require(reader.next().isEmpty(), "there is no end");
    }
  }

  private void secondServer(PipeArguments pipe) throws Exception {
    try (PipeServer server = PipeServer.listen(pipe)) {
      try {
        PipeServer.listen(pipe).close();
        throw new AssertionError("a second server on " + server.address() + " was made");
      } catch (AddressInUseException expected) {
        require(expected.toString().contains("another gateway"), expected.toString());
      }
    }
  }

  private void nameIsFree(PipeArguments pipe) throws Exception {
    for (int i = 0; i < 3; i++) {
      try (PipeServer server = PipeServer.listen(pipe)) {
        require(server.address().equals(pipe.name()), "the address");
      }
    }
  }

  private void noServer(PipeArguments pipe) {
    try {
      new PipeClient(pipe.name()).connect().close();
      throw new AssertionError("somebody listens");
    } catch (IOException expected) {
      require(expected.toString().contains("no gateway"), expected.toString());
    }
  }

  /** A gateway with one line that answers each request and tells who came. */
  private static final class OneLine implements Lines {
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

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
          require(endpoint != null, "the endpoint");
          LineEvent expected =
              i == 0
                  ? new LineEvent.LineAdded(Samples.line(1))
                  : new LineEvent.LineInService(Samples.line(1));
          require(expected.equals(events.poll(10, TimeUnit.SECONDS)), "no " + expected);
          int result = peer.as(new Caller.Nobody(1725)).drop(1, 5).get(10, TimeUnit.SECONDS);
          require(result == LineError.INVALCALLHANDLE.code(), "the answer is " + result);
        }
        require(
            events.poll(10, TimeUnit.SECONDS) instanceof LineEvent.LineOutOfService,
            "the line stays in service");
      }
    }
    require(counters.count(LinkEvent.WELCOMED) == 3, "welcomed more or less than three times");
    require(counters.count(LinkEvent.MALFORMED) == 0, "malformed frames");
  }

  private void overflow(PipeArguments pipe) throws Exception {
    OneLine lines = new OneLine();
    LinkCounters counters = new LinkCounters();
    try (LineEndpoint endpoint = startEndpoint(pipe, lines, counters);
        LocalConnection client = new PipeClient(pipe.name()).connect()) {
      require(endpoint != null, "the endpoint");
      client.write(ByteBuffer.wrap(FrameCodec.encode(new Hello(1, 1, 1, 64, "slow"))));
      client.write(ByteBuffer.wrap(FrameCodec.encode(new ishmael.tsp.frame.Ready())));
      Peer slow = lines.peers.poll(10, TimeUnit.SECONDS);
      require(slow != null, "it was not welcomed");
      CallFrame big = Samples.call(1, 1, 2, "x".repeat(4096));
      for (int i = 0; i < 1000; i++) {
        slow.send(big);
      }
      String why = lines.gone.poll(10, TimeUnit.SECONDS);
      require(why != null && why.contains("does not read"), "it is gone because " + why);
    }
    require(counters.count(LinkEvent.OVERFLOW) == 1, "overflow was not counted");
  }
}
