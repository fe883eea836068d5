package ishmael.tsp.link.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The functions of kernel32.dll that pipes need. Buffers and OVERLAPPED are pointers to memory of
 * ours: JNA would free its copy of an array or structure while the kernel still writes to it.
 */
interface PipeCalls extends StdCallLibrary {
  int ERROR_FILE_NOT_FOUND = 2;
  int ERROR_ACCESS_DENIED = 5;
  int ERROR_BROKEN_PIPE = 109;
  int ERROR_SEM_TIMEOUT = 121;
  int ERROR_PIPE_BUSY = 231;
  int ERROR_NO_DATA = 232;
  int ERROR_PIPE_NOT_CONNECTED = 233;
  int ERROR_PIPE_CONNECTED = 535;
  int ERROR_OPERATION_ABORTED = 995;
  int ERROR_IO_PENDING = 997;
  int INFINITE = -1;
  int WAIT_OBJECT_0 = 0;

  /** Loads the library; only on Windows. */
  static PipeCalls load() {
    return Native.load("kernel32", PipeCalls.class);
  }

  HANDLE CreateNamedPipeW(
      WString name,
      int openMode,
      int pipeMode,
      int maxInstances,
      int outBufferSize,
      int inBufferSize,
      int defaultTimeOut,
      Pointer securityAttributes);

  boolean ConnectNamedPipe(HANDLE pipe, Pointer overlapped);

  HANDLE CreateFileW(
      WString name,
      int access,
      int shareMode,
      @Nullable Pointer securityAttributes,
      int disposition,
      int flags,
      @Nullable HANDLE template);

  boolean WaitNamedPipeW(WString name, int timeOut);

  boolean ReadFile(
      HANDLE file, Pointer buffer, int count, @Nullable IntByReference read, Pointer overlapped);

  boolean WriteFile(
      HANDLE file, Pointer buffer, int count, @Nullable IntByReference written, Pointer overlapped);

  boolean GetOverlappedResult(
      HANDLE file, Pointer overlapped, IntByReference transferred, boolean wait);

  boolean CancelIoEx(HANDLE file, Pointer overlapped);

  HANDLE CreateEventW(
      @Nullable Pointer securityAttributes,
      boolean manualReset,
      boolean initialState,
      @Nullable WString name);

  boolean SetEvent(HANDLE event);

  boolean ResetEvent(HANDLE event);

  int WaitForSingleObject(HANDLE object, int millis);

  int WaitForMultipleObjects(int count, HANDLE[] objects, boolean all, int millis);

  boolean CloseHandle(HANDLE object);

  boolean GetNamedPipeClientProcessId(HANDLE pipe, IntByReference process);

  boolean GetNamedPipeServerProcessId(HANDLE pipe, IntByReference process);

  HANDLE GetCurrentThread();

  Pointer LocalFree(Pointer memory);
}
