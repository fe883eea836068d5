package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HMODULE;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.LRESULT;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import com.sun.jna.platform.win32.WinUser;
import com.sun.jna.platform.win32.Wtsapi32;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What Windows says when a session changes. A service has no window, and only windows are told: so
 * a thread makes one that nobody sees and waits for its messages. Source:
 * WTSRegisterSessionNotification, WM_WTSSESSION_CHANGE.
 */
final class SessionNotices implements AutoCloseable {
  static final String THREAD = "ishmael-session-notices";
  private static final String WINDOW_CLASS = "IshmaelSessionNotices";

  /** HWND_MESSAGE; the platform library's constant is cut to 32 bits. Source: winuser.h. */
  private static final HWND ONLY_MESSAGES = new HWND(Pointer.createConstant(-3L));

  private static final int WM_WTSSESSION_CHANGE = 0x02B1;
  private static final long LIMIT_SECONDS = 10;

  private boolean closed;
  private @Nullable HWND window;

  /**
   * Begins to call {@code news} on a thread of its own.
   *
   * @throws IOException if Windows refuses; nothing of it is left behind
   */
  void begin(Runnable news) throws IOException {
    CompletableFuture<HWND> made = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(news, made), THREAD);
    thread.setDaemon(true);
    thread.start();
    try {
      keep(made.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw new IOException(reason(e), e);
    } catch (TimeoutException e) {
      var unused = made.thenAccept(SessionNotices::end);
      throw new IOException("no window within " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      var unused = made.thenAccept(SessionNotices::end);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String reason(ExecutionException problem) {
    Throwable cause = problem.getCause();
    return cause == null ? problem.toString() : String.valueOf(cause.getMessage());
  }

  private synchronized void keep(HWND made) {
    window = made;
    if (closed) {
      close();
    }
  }

  private static void run(Runnable news, CompletableFuture<HWND> made) {
    WinUser.WindowProc procedure = (hwnd, message, w, l) -> take(news, hwnd, message, w, l);
    HMODULE module = Kernel32.INSTANCE.GetModuleHandle(null);
    WinUser.WNDCLASSEX type = new WinUser.WNDCLASSEX();
    type.hInstance = module;
    type.lpfnWndProc = procedure;
    type.lpszClassName = WINDOW_CLASS + System.nanoTime();
    try {
      HWND hwnd = register(type, module);
      made.complete(hwnd);
      WinUser.MSG message = new WinUser.MSG();
      while (User32.INSTANCE.GetMessage(message, null, 0, 0) > 0) {
        User32.INSTANCE.DispatchMessage(message);
      }
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      made.completeExceptionally(e);
    } finally {
      User32.INSTANCE.UnregisterClass(type.lpszClassName, module);
    }
  }

  private static HWND register(WinUser.WNDCLASSEX type, HMODULE module) throws IOException {
    if (User32.INSTANCE.RegisterClassEx(type).intValue() == 0) {
      throw WtsSessions.failed("RegisterClassEx", Native.getLastError());
    }
    HWND hwnd =
        User32.INSTANCE.CreateWindowEx(
            0, type.lpszClassName, "", 0, 0, 0, 0, 0, ONLY_MESSAGES, null, module, null);
    if (hwnd == null) {
      throw WtsSessions.failed("CreateWindowEx", Native.getLastError());
    }
    if (!Wtsapi32.INSTANCE.WTSRegisterSessionNotification(hwnd, Wtsapi32.NOTIFY_FOR_ALL_SESSIONS)) {
      int error = Native.getLastError();
      User32.INSTANCE.DestroyWindow(hwnd);
      throw WtsSessions.failed("WTSRegisterSessionNotification", error);
    }
    return hwnd;
  }

  private static LRESULT take(Runnable news, HWND hwnd, int message, WPARAM w, LPARAM l) {
    switch (message) {
      case WM_WTSSESSION_CHANGE -> news.run();
      case WinUser.WM_CLOSE -> {
        Wtsapi32.INSTANCE.WTSUnRegisterSessionNotification(hwnd);
        User32.INSTANCE.DestroyWindow(hwnd);
      }
      case WinUser.WM_DESTROY -> User32.INSTANCE.PostQuitMessage(0);
      default -> {
        return User32.INSTANCE.DefWindowProc(hwnd, message, w, l);
      }
    }
    return new LRESULT(0);
  }

  private static void end(@Nullable HWND hwnd) {
    if (hwnd != null) {
      User32.INSTANCE.PostMessage(hwnd, WinUser.WM_CLOSE, new WPARAM(0), new LPARAM(0));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    end(window);
    window = null;
  }
}
