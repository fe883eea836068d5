package ishmael.tsp.link.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Connects to a {@link PipeServer}. */
public final class PipeClient implements LocalClient {
  private static final int BUSY_MILLIS = 3000;

  private final String name;

  /** Connects to the pipe of this name, once asked. */
  public PipeClient(String name) {
    this.name = name;
  }

  @Override
  public LocalConnection connect() throws IOException {
    PipeCalls calls = PipeCalls.load();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
    while (true) {
      HANDLE pipe =
          calls.CreateFileW(
              new WString(name),
              PipeArguments.CLIENT_ACCESS,
              0,
              null,
              PipeArguments.CLIENT_DISPOSITION,
              PipeArguments.CLIENT_FLAGS,
              null);
      if (!WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
        return PipeConnection.atClient(calls, new PipeHandle(calls, pipe));
      }
      int error = Native.getLastError();
      if (error == PipeCalls.ERROR_FILE_NOT_FOUND) {
        throw new IOException("no gateway on " + name);
      }
      if (error != PipeCalls.ERROR_PIPE_BUSY || System.nanoTime() > deadline) {
        throw new PipeException("connecting to " + name, error);
      }
      waitForInstance(calls);
    }
  }

  /** Waits, 3 s at most, until an instance listens again. */
  private void waitForInstance(PipeCalls calls) throws IOException {
    if (!calls.WaitNamedPipeW(new WString(name), BUSY_MILLIS)) {
      throw PipeException.last("waiting for a free instance of " + name);
    }
  }

  @Override
  public String address() {
    return name;
  }
}
