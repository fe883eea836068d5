package ishmael.tsp.link.windows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import ishmael.tsp.link.AddressInUseException;
import ishmael.tsp.link.LocalConnection;
import ishmael.tsp.link.LocalServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a named pipe. There is always an instance that listens before the last one is served,
 * so the name is never free for somebody else.
 */
public final class PipeServer implements LocalServer {
  private static final Logger LOG = System.getLogger(PipeServer.class.getName());

  private static final int TRIES = 10;
  private static final int TRY_AGAIN_MILLIS = 200;

  private final PipeCalls calls;
  private final PipeArguments arguments;
  private final PipeClients clients;
  private final SecurityAttributes security;

  /** The instance that listens; null after one could not be made. */
  @GuardedBy("this")
  private @Nullable PipeHandle listening;

  /** How many instances of ours there are; counted down without this object's lock. */
  private final AtomicInteger instances = new AtomicInteger();

  @GuardedBy("this")
  private boolean closed;

  private PipeServer(PipeCalls calls, PipeArguments arguments, PipeClients clients)
      throws IOException {
    this.calls = calls;
    this.arguments = arguments;
    this.clients = clients;
    security = new SecurityAttributes(calls, arguments.sddl());
  }

  /**
   * Starts to listen for everybody whom the pipe's descriptor lets in.
   *
   * @throws AddressInUseException if somebody already has a pipe of that name
   * @throws IOException if Windows does not make the pipe
   */
  public static PipeServer listen(PipeArguments arguments) throws IOException {
    return listen(arguments, PipeClients.anyProcess());
  }

  /**
   * Starts to listen.
   *
   * @param clients which of those whom the descriptor lets in are {@linkplain
   *     LocalConnection#allowed allowed}
   * @throws AddressInUseException if somebody already has a pipe of that name
   * @throws IOException if Windows does not make the pipe
   */
  public static PipeServer listen(PipeArguments arguments, PipeClients clients) throws IOException {
    PipeServer server = new PipeServer(PipeCalls.load(), arguments, clients);
    try {
      server.prepareFirst();
      return server;
    } catch (IOException | RuntimeException reason) {
      server.close();
      throw reason;
    }
  }

  /**
   * Makes the first instance. The name of a gateway that was killed stays taken until its last
   * client has noticed, so it is tried again for a moment.
   */
  private void prepareFirst() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        prepare();
        return;
      } catch (AddressInUseException reason) {
        if (tries == TRIES) {
          throw reason;
        }
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_MILLIS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the pipe was made");
    }
  }

  /**
   * Says whether there is a pipe of this name. FILE_FLAG_FIRST_PIPE_INSTANCE is what really holds
   * others off; this finds them where that flag has no effect, as in Wine.
   */
  private boolean isTaken() {
    return calls.WaitNamedPipeW(new WString(arguments.name()), 1)
        || Native.getLastError() == PipeCalls.ERROR_SEM_TIMEOUT;
  }

  /** Makes an instance that listens, if there is none. */
  private synchronized PipeHandle prepare() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    PipeHandle ready = listening;
    if (ready == null) {
      ready = newInstance();
      listening = ready;
    }
    return ready;
  }

  @GuardedBy("this")
  private PipeHandle newInstance() throws IOException {
    boolean first = instances.get() == 0;
    if (first && isTaken()) {
      throw new AddressInUseException(arguments.name());
    }
    HANDLE pipe =
        calls.CreateNamedPipeW(
            new WString(arguments.name()),
            PipeArguments.openMode(first),
            PipeArguments.PIPE_MODE,
            PipeArguments.MAX_INSTANCES,
            PipeArguments.BUFFER_SIZE,
            PipeArguments.BUFFER_SIZE,
            0,
            security.pointer());
    if (WinBase.INVALID_HANDLE_VALUE.equals(pipe)) {
      PipeException reason = PipeException.last("making the pipe " + arguments.name());
      boolean taken =
          reason.code() == PipeCalls.ERROR_ACCESS_DENIED
              || reason.code() == PipeCalls.ERROR_PIPE_BUSY;
      if (first && taken) {
        throw new AddressInUseException(arguments.name());
      }
      throw reason;
    }
    PipeHandle made = new PipeHandle(calls, pipe);
    instances.incrementAndGet();
    made.onRelease(instances::decrementAndGet);
    return made;
  }

  @Override
  public LocalConnection accept() throws IOException {
    while (true) {
      PipeHandle instance = prepare();
      boolean connected = connect(instance);
      replace();
      if (connected) {
        return PipeConnection.atServer(calls, instance, clients);
      }
      instance.close();
    }
  }

  /** Returns false if the client came and went. */
  private boolean connect(PipeHandle instance) throws IOException {
    instance.enter();
    try {
      new PipeOperation(calls, instance, 1)
          .run(
              "waiting for a client of " + arguments.name(),
              (pipe, buffer, overlapped) -> calls.ConnectNamedPipe(pipe, overlapped));
      return true;
    } catch (PipeException reason) {
      if (reason.code() == PipeCalls.ERROR_PIPE_CONNECTED) {
        return true;
      }
      if (reason.isEnd()) {
        return false;
      }
      drop(instance);
      throw reason;
    } finally {
      instance.leave();
    }
  }

  private synchronized void drop(PipeHandle instance) {
    listening = null;
    instance.close();
  }

  /** Makes the next instance before the connected one is served; a failure is for the next call. */
  private synchronized void replace() {
    listening = null;
    if (closed) {
      return;
    }
    try {
      listening = newInstance();
    } catch (IOException reason) {
      LOG.log(Level.WARNING, "no further instance of " + arguments.name() + " for now", reason);
    }
  }

  @Override
  public String address() {
    return arguments.name();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (listening != null) {
      listening.close();
      listening = null;
    }
    security.close();
  }
}
