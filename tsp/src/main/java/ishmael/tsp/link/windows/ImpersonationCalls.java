package ishmael.tsp.link.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** The functions of advapi32.dll that tell the account of a pipe's client. */
interface ImpersonationCalls extends StdCallLibrary {
  /** Loads the library; only on Windows. */
  static ImpersonationCalls load() {
    return Native.load("advapi32", ImpersonationCalls.class);
  }

  boolean ImpersonateNamedPipeClient(HANDLE pipe);

  boolean RevertToSelf();

  boolean OpenThreadToken(HANDLE thread, int access, boolean asSelf, HANDLEByReference token);

  boolean GetTokenInformation(
      HANDLE token, int what, Pointer information, int length, IntByReference needed);
}
