package ishmael.gateway.windows;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;

/** The Windows account that this process runs as. */
public final class OwnAccount {
  private OwnAccount() {}

  /** Returns its security identifier in text form, {@code S-1-…}. */
  public static String sid() {
    HANDLEByReference token = new HANDLEByReference();
    if (!Advapi32.INSTANCE.OpenProcessToken(
        Kernel32.INSTANCE.GetCurrentProcess(), WinNT.TOKEN_QUERY, token)) {
      throw new Win32Exception(Kernel32.INSTANCE.GetLastError());
    }
    try {
      return Advapi32Util.getTokenAccount(token.getValue()).sidString;
    } finally {
      Kernel32.INSTANCE.CloseHandle(token.getValue());
    }
  }
}
