package ishmael.tsp.link.windows;

import com.sun.jna.ptr.IntByReference;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.PeerIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One connected end of a pipe, server's or client's. */
final class PipeConnection implements LocalConnection {
  private final PipeCalls calls;
  private final PipeHandle handle;
  private final PipeOperation reading;
  private final PipeOperation writing;
  private final Optional<Integer> process;
  private final Optional<String> objection;
  private final boolean atServer;

  private PipeConnection(
      PipeCalls calls,
      PipeHandle handle,
      boolean atServer,
      Optional<Integer> process,
      Optional<String> objection)
      throws IOException {
    this.calls = calls;
    this.handle = handle;
    this.atServer = atServer;
    this.process = process;
    this.objection = objection;
    try {
      reading = new PipeOperation(calls, handle, PipeArguments.BUFFER_SIZE);
      writing = new PipeOperation(calls, handle, PipeArguments.BUFFER_SIZE);
    } catch (IOException | RuntimeException reason) {
      handle.close();
      throw reason;
    }
  }

  /** Takes over the connected handle of a server; closes it if this fails. */
  static PipeConnection atServer(PipeCalls calls, PipeHandle handle, PipeClients clients)
      throws IOException {
    IntByReference id = new IntByReference();
    boolean known = calls.GetNamedPipeClientProcessId(handle.pipe(), id);
    Optional<Integer> process = known ? Optional.of(id.getValue()) : Optional.empty();
    Optional<String> objection;
    try {
      objection = clients.objection(process);
    } catch (RuntimeException reason) {
      handle.close();
      throw reason;
    }
    return new PipeConnection(calls, handle, true, process, objection);
  }

  /** Takes over the connected handle of a client; closes it if this fails. */
  static PipeConnection atClient(PipeCalls calls, PipeHandle handle) throws IOException {
    IntByReference id = new IntByReference();
    boolean known = calls.GetNamedPipeServerProcessId(handle.pipe(), id);
    Optional<Integer> process = known ? Optional.of(id.getValue()) : Optional.empty();
    return new PipeConnection(calls, handle, false, process, Optional.empty());
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    handle.enter();
    try {
      int count = 0;
      while (count == 0) {
        int room = Math.min(target.remaining(), PipeArguments.BUFFER_SIZE);
        count =
            reading.run(
                "reading from the pipe",
                (pipe, buffer, overlapped) -> calls.ReadFile(pipe, buffer, room, null, overlapped));
      }
      target.put(reading.buffer().getByteBuffer(0, count));
      return count;
    } catch (PipeException reason) {
      if (reason.isEnd()) {
        return -1;
      }
      throw reason;
    } finally {
      handle.leave();
    }
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    handle.enter();
    try {
      while (source.hasRemaining()) {
        int count = Math.min(source.remaining(), PipeArguments.BUFFER_SIZE);
        ByteBuffer part = source.slice(source.position(), count);
        writing.buffer().getByteBuffer(0, count).put(part);
        int written =
            writing.run(
                "writing to the pipe",
                (pipe, buffer, overlapped) ->
                    calls.WriteFile(pipe, buffer, count, null, overlapped));
        source.position(source.position() + written);
      }
    } finally {
      handle.leave();
    }
  }

  /** The pipe's descriptor lets nobody else in; which process it is, the server has asked. */
  @Override
  public boolean allowed() {
    return objection.isEmpty();
  }

  @Override
  public Optional<PeerIdentity> peerIdentity() {
    if (!atServer) {
      return Optional.empty();
    }
    try {
      handle.enter();
    } catch (IOException closed) {
      return Optional.empty();
    }
    try {
      return new ClientAccount(calls).identity(handle.pipe());
    } finally {
      handle.leave();
    }
  }

  @Override
  public String peer() {
    String name =
        process.map(id -> "process " + Integer.toUnsignedString(id)).orElse("unknown process");
    return objection.map(reason -> name + ", " + reason).orElse(name);
  }

  /** Closes without flushing: a flush would wait for an end that does not read. */
  @Override
  public void close() {
    handle.close();
  }
}
