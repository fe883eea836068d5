package ishmael.tsp.link.windows;

import ishmael.tsp.endpoint.Samples;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.FrameCodec;
import ishmael.tsp.frame.Ping;
import ishmael.tsp.link.FrameReader;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What goes through one named pipe, and what closing does to it; see {@link PipeChecks}. */
final class PipeTraffic {
  private static final int FRAMES = 10_000;
  private static final int LIMIT_SECONDS = 60;

  private final ExecutorService threads;

  PipeTraffic(ExecutorService threads) {
    this.threads = threads;
  }

  static void require(boolean condition, String what) {
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

  void echo(PipeArguments pipe) throws Exception {
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

  void fourClients(PipeArguments pipe) throws Exception {
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

  void connectAndDrop(PipeArguments pipe) throws Exception {
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

  void stopsReading(PipeArguments pipe) throws Exception {
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

  void blockedRead(PipeArguments pipe) throws Exception {
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

  void blockedAccept(PipeArguments pipe) throws Exception {
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

  void writtenBeforeClose(PipeArguments pipe) throws Exception {
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
}
