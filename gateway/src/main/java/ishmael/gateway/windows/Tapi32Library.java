package ishmael.gateway.windows;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The functions of tapi32.dll that are used here. A DWORD_PTR is a Pointer, so that it has its
 * width. Source: tapi.h.
 */
interface Tapi32Library extends StdCallLibrary {
  int lineInitializeExW(
      IntByReference application,
      @Nullable Pointer instance,
      @Nullable Pointer callback,
      WString name,
      IntByReference devices,
      IntByReference version,
      Pointer parameters);

  int lineShutdown(int application);

  int lineNegotiateAPIVersion(
      int application, int device, int low, int high, IntByReference version, Pointer extension);

  int lineGetDevCapsW(int application, int device, int version, int extension, Pointer caps);

  int lineGetAddressCapsW(
      int application, int device, int address, int version, int extension, Pointer caps);

  int lineOpenW(
      int application,
      int device,
      IntByReference line,
      int version,
      int extension,
      Pointer instance,
      int privileges,
      int mediaModes,
      @Nullable Pointer callParameters);

  int lineClose(int line);

  int lineSetStatusMessages(int line, int lineStates, int addressStates);

  int lineGetLineDevStatusW(int line, Pointer status);

  int lineGetAddressStatusW(int line, int address, Pointer status);

  int lineGetNewCalls(int line, int address, int select, Pointer list);

  int lineGetCallInfoW(int call, Pointer info);

  int lineGetCallStatus(int call, Pointer status);

  int lineGetMessage(int application, Pointer message, int timeout);

  int lineTranslateAddressW(
      int application,
      int device,
      int version,
      WString address,
      int card,
      int options,
      Pointer output);

  int lineMakeCallW(
      int line, Pointer call, WString address, int countryCode, @Nullable Pointer callParameters);

  int lineDrop(int call, @Nullable Pointer userInformation, int size);

  int lineDeallocateCall(int call);
}
