package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes files whose access list is theirs from the first moment. Source: CreateFile, SDDL. */
final class PrivateFile {
  private PrivateFile() {}

  private interface DescriptorCalls extends StdCallLibrary {
    int SDDL_REVISION_1 = 1;

    boolean ConvertStringSecurityDescriptorToSecurityDescriptorW(
        WString sddl, int revision, PointerByReference descriptor, @Nullable IntByReference size);
  }

  /**
   * Makes an empty file that SYSTEM, administrators and this process's account may use, and that
   * takes nothing over from its folder.
   */
  static void create(Path file) throws IOException {
    String sddl = "D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;" + OwnAccount.sid() + ")";
    PointerByReference descriptor = new PointerByReference();
    if (!Native.load("advapi32", DescriptorCalls.class)
        .ConvertStringSecurityDescriptorToSecurityDescriptorW(
            new WString(sddl), DescriptorCalls.SDDL_REVISION_1, descriptor, null)) {
      throw failed("its access list could not be made", file);
    }
    try {
      create(file, descriptor.getValue());
    } finally {
      Kernel32.INSTANCE.LocalFree(descriptor.getValue());
    }
  }

  private static void create(Path file, Pointer descriptor) throws IOException {
    WinBase.SECURITY_ATTRIBUTES attributes = new WinBase.SECURITY_ATTRIBUTES();
    attributes.lpSecurityDescriptor = descriptor;
    HANDLE handle =
        Kernel32.INSTANCE.CreateFile(
            file.toAbsolutePath().toString(),
            WinNT.GENERIC_WRITE,
            WinNT.FILE_SHARE_READ,
            attributes,
            WinNT.CREATE_NEW,
            WinNT.FILE_ATTRIBUTE_NORMAL,
            null);
    if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) {
      if (Native.getLastError() == WinError.ERROR_FILE_EXISTS) {
        throw new FileAlreadyExistsException(file.toString());
      }
      throw failed("it could not be made", file);
    }
    Kernel32.INSTANCE.CloseHandle(handle);
  }

  private static IOException failed(String what, Path file) {
    return new IOException(
        String.format("%s: %s (Windows error %d)", file, what, Native.getLastError()));
  }
}
