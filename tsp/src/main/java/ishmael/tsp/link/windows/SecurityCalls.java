package ishmael.tsp.link.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** The function of advapi32.dll that turns a descriptor's text into a descriptor. */
interface SecurityCalls extends StdCallLibrary {
  int SDDL_REVISION_1 = 1;

  /** Loads the library; only on Windows. */
  static SecurityCalls load() {
    return Native.load("advapi32", SecurityCalls.class);
  }

  boolean ConvertStringSecurityDescriptorToSecurityDescriptorW(
      WString sddl, int revision, PointerByReference descriptor, @Nullable IntByReference size);
}
