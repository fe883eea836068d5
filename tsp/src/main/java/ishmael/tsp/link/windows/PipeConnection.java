package ishmael.tsp.link.windows;

import com.sun.jna.ptr.IntByReference;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One connected end of a pipe, server's or client's. */
final class PipeConnection implements LocalConnection {
  private final PipeCalls calls;
  private final PipeHandle handle;
  private final PipeOperation reading;
  private final PipeOperation writing;
  private final String peer;

  /** Takes over a connected handle; closes it if this fails. */
  PipeConnection(PipeCalls calls, PipeHandle handle, boolean atServer) throws IOException {
    this.calls = calls;
    this.handle = handle;
    try {
      reading = new PipeOperation(calls, handle, PipeArguments.BUFFER_SIZE);
      writing = new PipeOperation(calls, handle, PipeArguments.BUFFER_SIZE);
    } catch (IOException | RuntimeException reason) {
      handle.close();
      throw reason;
    }
    peer = process(atServer);
  }

  /** Process ids are for logs only: they are used again, and handles can be passed on. */
  private String process(boolean atServer) {
    IntByReference process = new IntByReference();
    boolean known =
        atServer
            ? calls.GetNamedPipeClientProcessId(handle.pipe(), process)
            : calls.GetNamedPipeServerProcessId(handle.pipe(), process);
    return known ? "process " + Integer.toUnsignedString(process.getValue()) : "unknown process";
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

  /** True: the pipe's descriptor lets nobody else in, and the client's way is its own check. */
  @Override
  public boolean allowed() {
    return true;
  }

  @Override
  public String peer() {
    return peer;
  }

  /** Closes without flushing: a flush would wait for an end that does not read. */
  @Override
  public void close() {
    handle.close();
  }
}
