package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.Wtsapi32;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import ishmael.gateway.isolation.SessionSource;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.gateway.isolation.WindowsSession.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of Remote Desktop Services on this machine. Source: WTSEnumerateSessions,
 * WTSQuerySessionInformation, WTS_INFO_CLASS.
 */
final class WtsSessions implements SessionSource {
  private static final int USER_NAME = 5;
  private static final int DOMAIN_NAME = 7;
  private static final int CLIENT_NAME = 10;
  private static final int SESSION_INFO = 24;

  /** Where WTSINFOW has LogonTime, in 100 ns since 1601; and its size. Source: wtsapi32.h. */
  private static final int LOGON_TIME = 200;

  private static final int SESSION_INFO_SIZE = 216;

  /** WTSActive, WTSConnected and WTSShadow. Source: WTS_CONNECTSTATE_CLASS. */
  private static final List<Integer> SEEN = List.of(0, 1, 3);

  private final SessionNotices notices = new SessionNotices();

  private record Listed(int id, int state) {}

  /** What a query yields is read before Windows takes the memory back. */
  private interface Reading<T> {
    T read(Pointer memory, int octets);
  }

  @Override
  public List<WindowsSession> list() throws IOException {
    List<WindowsSession> sessions = new ArrayList<>();
    for (Listed one : enumerate()) {
      session(one).ifPresent(sessions::add);
    }
    return List.copyOf(sessions);
  }

  private static List<Listed> enumerate() throws IOException {
    PointerByReference memory = new PointerByReference();
    IntByReference count = new IntByReference();
    if (!Wtsapi32.INSTANCE.WTSEnumerateSessions(
        Wtsapi32.WTS_CURRENT_SERVER_HANDLE, 0, 1, memory, count)) {
      throw failed("WTSEnumerateSessions");
    }
    try {
      return listed(memory.getValue(), count.getValue());
    } finally {
      Wtsapi32.INSTANCE.WTSFreeMemory(memory.getValue());
    }
  }

  /** WTS_SESSION_INFO: id, name, state, each as wide as a pointer together with its padding. */
  private static List<Listed> listed(Pointer memory, int count) {
    List<Listed> sessions = new ArrayList<>();
    int size = 3 * Native.POINTER_SIZE;
    for (int i = 0; i < count; i++) {
      long at = (long) i * size;
      sessions.add(new Listed(memory.getInt(at), memory.getInt(at + 2L * Native.POINTER_SIZE)));
    }
    return sessions;
  }

  /** Nobody is signed in where there is no name: session 0, and one that shows the sign-in. */
  private static Optional<WindowsSession> session(Listed one) throws IOException {
    Optional<String> user = text(one.id(), USER_NAME);
    if (user.isEmpty() || user.get().isEmpty()) {
      return Optional.empty();
    }
    String domain = text(one.id(), DOMAIN_NAME).orElse("");
    return Optional.of(
        new WindowsSession(
            one.id(),
            domain.isEmpty() ? user.get() : domain + '\\' + user.get(),
            SEEN.contains(one.state()) ? State.ACTIVE : State.DISCONNECTED,
            text(one.id(), CLIENT_NAME).orElse(""),
            since(one.id())));
  }

  private static Optional<String> text(int session, int what) throws IOException {
    return query(session, what, (memory, octets) -> octets < 2 ? "" : memory.getWideString(0));
  }

  /** The epoch where Windows does not know. */
  private static Instant since(int session) throws IOException {
    return query(
            session,
            SESSION_INFO,
            (memory, octets) -> octets < SESSION_INFO_SIZE ? 0 : memory.getLong(LOGON_TIME))
        .filter(time -> time > 0)
        .map(time -> WinBase.FILETIME.filetimeToDate((int) (time >> 32), time.intValue()))
        .map(date -> date.toInstant())
        .orElse(Instant.EPOCH);
  }

  /** Asks for something of a session; nothing if there is no such session any more. */
  private static <T> Optional<T> query(int session, int what, Reading<T> reading)
      throws IOException {
    PointerByReference memory = new PointerByReference();
    IntByReference octets = new IntByReference();
    if (!Wtsapi32.INSTANCE.WTSQuerySessionInformation(
        Wtsapi32.WTS_CURRENT_SERVER_HANDLE, session, what, memory, octets)) {
      int error = Native.getLastError();
      if (error == WinError.ERROR_FILE_NOT_FOUND
          || error == WinError.ERROR_CTX_WINSTATION_NOT_FOUND) {
        return Optional.empty();
      }
      if (what == SESSION_INFO || what == CLIENT_NAME) {
        return Optional.empty();
      }
      throw failed("WTSQuerySessionInformation", error);
    }
    try {
      return Optional.of(reading.read(memory.getValue(), octets.getValue()));
    } finally {
      Wtsapi32.INSTANCE.WTSFreeMemory(memory.getValue());
    }
  }

  private static IOException failed(String function) {
    return failed(function, Native.getLastError());
  }

  static IOException failed(String function, int error) {
    return new IOException(function + ": " + Kernel32Util.formatMessage(error).strip());
  }

  @Override
  public void begin(Runnable news) throws IOException {
    notices.begin(news);
  }

  @Override
  public void close() {
    notices.close();
  }
}
