package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** The functions of advapi32.dll that raise events. Source: winbase.h. */
interface EventCalls extends StdCallLibrary {
  int EVENTLOG_WARNING_TYPE = 2;

  /** Loads the library; only on Windows. */
  static EventCalls load() {
    return Native.load("advapi32", EventCalls.class);
  }

  @Nullable Pointer RegisterEventSourceW(@Nullable WString server, WString source);

  boolean ReportEventW(
      Pointer source,
      short type,
      short category,
      int id,
      @Nullable Pointer sid,
      short texts,
      int octets,
      Pointer firstText,
      @Nullable Pointer data);

  boolean DeregisterEventSource(Pointer source);
}
