package ishmael.gateway.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import ishmael.gateway.tapi.TapiCalls;
import ishmael.gateway.tapi.TapiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * TAPI of this machine. A buffer is copied to native memory and back, so that no function can write
 * beyond what it was given; the place for a new call's handle lives as long as this object, since
 * TAPI writes there later. For one thread.
 */
public final class Tapi32 implements TapiCalls {
  private static final int EXTENSION_ID = 16;

  private final Tapi32Library library;
  private final List<Memory> newCalls = new ArrayList<>();

  private Tapi32(Tapi32Library library) {
    this.library = library;
  }

  /**
   * Loads tapi32.dll.
   *
   * @throws TapiException if this Windows has none
   */
  public static TapiCalls load() throws TapiException {
    try {
      return new Tapi32(Native.load("tapi32", Tapi32Library.class));
    } catch (UnsatisfiedLinkError e) {
      throw new TapiException("tapi32.dll cannot be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public int pointerSize() {
    return Native.POINTER_SIZE;
  }

  @Override
  public Initialized initializeEx(String application, int version, byte[] parameters) {
    IntByReference handle = new IntByReference();
    IntByReference devices = new IntByReference();
    IntByReference versions = new IntByReference(version);
    int result =
        with(
            parameters,
            memory ->
                library.lineInitializeExW(
                    handle, null, null, new WString(application), devices, versions, memory));
    return new Initialized(result, handle.getValue(), devices.getValue(), versions.getValue());
  }

  @Override
  public int shutdown(int application) {
    return library.lineShutdown(application);
  }

  @Override
  public Negotiated negotiateApiVersion(int application, int device, int low, int high) {
    IntByReference version = new IntByReference();
    try (Memory extension = new Memory(EXTENSION_ID)) {
      extension.clear();
      int result =
          library.lineNegotiateAPIVersion(application, device, low, high, version, extension);
      return new Negotiated(result, version.getValue());
    }
  }

  @Override
  public int getDevCaps(int application, int device, int version, byte[] caps) {
    return with(caps, memory -> library.lineGetDevCapsW(application, device, version, 0, memory));
  }

  @Override
  public int getAddressCaps(int application, int device, int address, int version, byte[] caps) {
    return with(
        caps,
        memory -> library.lineGetAddressCapsW(application, device, address, version, 0, memory));
  }

  @Override
  public Opened open(
      int application, int device, int version, long instance, int privileges, int mediaModes) {
    IntByReference line = new IntByReference();
    int result =
        library.lineOpenW(
            application,
            device,
            line,
            version,
            0,
            Pointer.createConstant(instance),
            privileges,
            mediaModes,
            null);
    return new Opened(result, line.getValue());
  }

  @Override
  public int close(int line) {
    return library.lineClose(line);
  }

  @Override
  public int setStatusMessages(int line, int lineStates, int addressStates) {
    return library.lineSetStatusMessages(line, lineStates, addressStates);
  }

  @Override
  public int getLineDevStatus(int line, byte[] status) {
    return with(status, memory -> library.lineGetLineDevStatusW(line, memory));
  }

  @Override
  public int getAddressStatus(int line, int address, byte[] status) {
    return with(status, memory -> library.lineGetAddressStatusW(line, address, memory));
  }

  @Override
  public int getNewCalls(int line, int address, int select, byte[] list) {
    return with(list, memory -> library.lineGetNewCalls(line, address, select, memory));
  }

  @Override
  public int getCallInfo(int call, byte[] info) {
    return with(info, memory -> library.lineGetCallInfoW(call, memory));
  }

  @Override
  public int getCallStatus(int call, byte[] status) {
    return with(status, memory -> library.lineGetCallStatus(call, memory));
  }

  @Override
  public int getMessage(int application, byte[] message, int limit) {
    return with(message, memory -> library.lineGetMessage(application, memory, limit));
  }

  @Override
  public int translateAddress(
      int application, int device, int version, String address, byte[] output) {
    WString text = new WString(address);
    return with(
        output,
        memory -> library.lineTranslateAddressW(application, device, version, text, 0, 0, memory));
  }

  @Override
  public Making makeCall(int line, String number) {
    Memory handle = new Memory(Integer.BYTES);
    handle.setInt(0, 0);
    newCalls.add(handle);
    int result = library.lineMakeCallW(line, handle, new WString(number), 0, null);
    return new Making(result, () -> handle.getInt(0));
  }

  @Override
  public int drop(int call) {
    return library.lineDrop(call, null, 0);
  }

  @Override
  public int deallocateCall(int call) {
    return library.lineDeallocateCall(call);
  }

  private static int with(byte[] buffer, ToIntFunction<Memory> call) {
    try (Memory memory = new Memory(buffer.length)) {
      memory.write(0, buffer, 0, buffer.length);
      int result = call.applyAsInt(memory);
      memory.read(0, buffer, 0, buffer.length);
      return result;
    }
  }
}
