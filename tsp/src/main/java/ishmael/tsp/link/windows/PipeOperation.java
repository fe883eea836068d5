package ishmael.tsp.link.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.nio.channels.AsynchronousCloseException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One kind of overlapped operation on a pipe, one at a time: its OVERLAPPED, its event and its
 * buffer. All of them live until the kernel has let go of them.
 */
final class PipeOperation {
  private static final Logger LOG = System.getLogger(PipeOperation.class.getName());
  private static final int CANCEL_MILLIS = 5000;

  /** Memory that the kernel did not give back; kept for ever, as it may still write there. */
  private static final Collection<PipeOperation> LOST = new ConcurrentLinkedQueue<>();

  private final PipeCalls calls;
  private final PipeHandle handle;
  private final HANDLE event;
  private final Memory overlapped = new Memory(2L * Native.POINTER_SIZE + 8 + Native.POINTER_SIZE);
  private final Memory buffer;
  private boolean lost;

  /** The call that begins the operation. */
  interface Start {
    boolean start(HANDLE pipe, Memory buffer, Pointer overlapped);
  }

  PipeOperation(PipeCalls calls, PipeHandle handle, int bufferSize) throws IOException {
    this.calls = calls;
    this.handle = handle;
    event = PipeHandle.newEvent(calls);
    buffer = new Memory(bufferSize);
    handle.onRelease(this::free);
  }

  Memory buffer() {
    return buffer;
  }

  private void free() {
    if (!lost) {
      calls.CloseHandle(event);
      overlapped.close();
      buffer.close();
    }
  }

  /**
   * Runs the operation and waits for its end, or for the handle to be closed.
   *
   * @return how many octets were moved
   * @throws AsynchronousCloseException if the handle was closed
   * @throws PipeException if the operation failed
   */
  int run(String what, Start start) throws IOException {
    if (lost) {
      throw new AsynchronousCloseException();
    }
    overlapped.clear();
    overlapped.setPointer(2L * Native.POINTER_SIZE + 8, event.getPointer());
    calls.ResetEvent(event);
    try {
      if (!start.start(handle.pipe(), buffer, overlapped)) {
        int error = Native.getLastError();
        if (error != PipeCalls.ERROR_IO_PENDING) {
          throw new PipeException(what, error);
        }
        await();
      }
      return result(what);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void await() throws AsynchronousCloseException {
    HANDLE[] either = {event, handle.stop()};
    if (calls.WaitForMultipleObjects(2, either, false, PipeCalls.INFINITE)
        == PipeCalls.WAIT_OBJECT_0) {
      return;
    }
    calls.CancelIoEx(handle.pipe(), overlapped);
    if (calls.WaitForSingleObject(event, CANCEL_MILLIS) != PipeCalls.WAIT_OBJECT_0) {
      lost = true;
      LOST.add(this);
      LOG.log(Level.ERROR, "Windows did not cancel a pipe operation; its memory is kept");
      throw new AsynchronousCloseException();
    }
  }

  private int result(String what) throws IOException {
    IntByReference count = new IntByReference();
    if (!calls.GetOverlappedResult(handle.pipe(), overlapped, count, false)) {
      int error = Native.getLastError();
      if (error == PipeCalls.ERROR_OPERATION_ABORTED) {
        throw new AsynchronousCloseException();
      }
      throw new PipeException(what, error);
    }
    return count.getValue();
  }
}
