package ishmael.tsp.link.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32Util;
import java.io.IOException;

/** A function of Windows failed. */
final class PipeException extends IOException {
  private final int code;

  PipeException(String what, int code) {
    super(
        what
            + " failed: "
            + Kernel32Util.formatMessageFromLastErrorCode(code).trim()
            + " (error "
            + code
            + ")");
    this.code = code;
  }

  /** Takes the error of the function that this thread called last. */
  static PipeException last(String what) {
    return new PipeException(what, Native.getLastError());
  }

  int code() {
    return code;
  }

  boolean isEnd() {
    return code == PipeCalls.ERROR_BROKEN_PIPE
        || code == PipeCalls.ERROR_PIPE_NOT_CONNECTED
        || code == PipeCalls.ERROR_NO_DATA;
  }
}
