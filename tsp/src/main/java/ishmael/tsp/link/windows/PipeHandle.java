package ishmael.tsp.link.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipe's handle with the event that stops whoever waits on it. The handle, and what goes with it,
 * is released when it is closed and the last thread has left: never under a running operation.
 */
final class PipeHandle {
  private final PipeCalls calls;
  private final HANDLE pipe;
  private final HANDLE stop;

  @GuardedBy("this")
  private final List<Runnable> releases = new ArrayList<>();

  @GuardedBy("this")
  private int users;

  @GuardedBy("this")
  private boolean closed;

  /** Takes over an open pipe; closes it if this fails. */
  PipeHandle(PipeCalls calls, HANDLE pipe) throws IOException {
    this.calls = calls;
    this.pipe = pipe;
    try {
      stop = newEvent(calls);
    } catch (IOException reason) {
      calls.CloseHandle(pipe);
      throw reason;
    }
  }

  static HANDLE newEvent(PipeCalls calls) throws IOException {
    HANDLE event = calls.CreateEventW(null, true, false, null);
    if (event == null) {
      throw PipeException.last("making an event");
    }
    return event;
  }

  HANDLE pipe() {
    return pipe;
  }

  HANDLE stop() {
    return stop;
  }

  /** Has something done when the handle is released. */
  synchronized void onRelease(Runnable release) {
    releases.add(release);
  }

  /** Begins to use the handle; {@link #leave} must follow. */
  synchronized void enter() throws AsynchronousCloseException {
    if (closed) {
      throw new AsynchronousCloseException();
    }
    users++;
  }

  synchronized void leave() {
    users--;
    releaseIfUnused();
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      calls.SetEvent(stop);
      releaseIfUnused();
    }
  }

  @GuardedBy("this")
  private void releaseIfUnused() {
    if (closed && users == 0) {
      calls.CloseHandle(pipe);
      calls.CloseHandle(stop);
      releases.forEach(Runnable::run);
      releases.clear();
    }
  }
}
