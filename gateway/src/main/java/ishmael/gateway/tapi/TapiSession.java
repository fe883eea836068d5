package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.tapi.TapiCalls.Initialized;
import ishmael.gateway.tapi.TapiCalls.Negotiated;
import ishmael.gateway.tapi.TapiCalls.Opened;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * This program's use of TAPI, from lineInitializeEx to lineShutdown, with messages by event. For
 * one thread: TAPI ties the messages to it.
 */
final class TapiSession implements AutoCloseable {
  private static final String NAME = "ishmael tapi";

  /** LINEINITIALIZEEXOPTION_USEEVENT. */
  private static final int USE_EVENT = 2;

  /** LINECALLSELECT_LINE. */
  private static final int SELECT_LINE = 1;

  private static final int CALL_LIST = 24;

  /** So often in a row lineGetMessage may fail before its time is over. */
  private static final int MOST_EARLY_FAILURES = 100;

  private final TapiCalls calls;
  private final int application;
  private final int devices;
  private final Set<Integer> open = new LinkedHashSet<>();
  private int earlyFailures;

  private TapiSession(TapiCalls calls, Initialized initialized) {
    this.calls = calls;
    this.application = initialized.application();
    this.devices = initialized.devices();
  }

  static TapiSession start(TapiCalls calls) throws TapiException {
    // 28 octets where it is packed on 64 bit, 32 where it is not; the larger one does for both
    byte[] parameters = new byte[16 + 2 * calls.pointerSize()];
    ByteBuffer.wrap(parameters)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, parameters.length)
        .putInt(12, USE_EVENT);
    Initialized initialized = calls.initializeEx(NAME, ApiVersion.HIGHEST.number(), parameters);
    TapiException.check("lineInitializeEx", initialized.result());
    return new TapiSession(calls, initialized);
  }

  TapiCalls calls() {
    return calls;
  }

  /** Returns all lines, also those that refuse. */
  List<LineEntry> lines() {
    List<LineEntry> lines = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      lines.add(line(device));
    }
    return lines;
  }

  LineEntry line(int device) {
    try {
      Negotiated negotiated =
          calls.negotiateApiVersion(
              application, device, ApiVersion.LOWEST.number(), ApiVersion.HIGHEST.number());
      TapiException.check("lineNegotiateAPIVersion", negotiated.result());
      ApiVersion version = new ApiVersion(negotiated.version());
      ObjectNode caps =
          read(
              "lineGetDevCaps",
              Structures.DEV_CAPS,
              version,
              buffer -> calls.getDevCaps(application, device, version.number(), buffer));
      return new LineEntry(device, version, caps, Optional.empty());
    } catch (TapiException e) {
      return LineEntry.unusable(device, e);
    }
  }

  ObjectNode addressCaps(LineEntry line, int address) throws TapiException {
    return read(
        "lineGetAddressCaps",
        Structures.ADDRESS_CAPS,
        line.version(),
        buffer ->
            calls.getAddressCaps(
                application, line.device(), address, line.version().number(), buffer));
  }

  /** Opens a line; messages about it carry its device id as instance. */
  OpenLine open(LineEntry line, int privileges) throws TapiException {
    Opened opened =
        calls.open(
            application,
            line.device(),
            line.version().number(),
            line.device(),
            privileges,
            line.mediaModes());
    TapiException.check("lineOpen", opened.result());
    open.add(opened.line());
    return new OpenLine(this, line, opened.line());
  }

  /** Closes a line; {@code gone} says that TAPI has closed it already. */
  void close(int line, boolean gone) throws TapiException {
    if (open.remove(line) && !gone) {
      TapiException.check("lineClose", calls.close(line));
    }
  }

  ObjectNode callInfo(int call, ApiVersion version) throws TapiException {
    return read(
        "lineGetCallInfo",
        Structures.CALL_INFO,
        version,
        buffer -> calls.getCallInfo(call, buffer));
  }

  ObjectNode callStatus(int call, ApiVersion version) throws TapiException {
    return read(
        "lineGetCallStatus",
        Structures.CALL_STATUS,
        version,
        buffer -> calls.getCallStatus(call, buffer));
  }

  /** Returns the calls of a line that were there before it was opened. */
  List<Integer> presentCalls(int line) throws TapiException {
    Block list =
        Growing.fill(
            "lineGetNewCalls",
            CALL_LIST,
            buffer -> calls.getNewCalls(line, 0, SELECT_LINE, buffer));
    List<Integer> present = new ArrayList<>();
    if (list.has(0, CALL_LIST)) {
      long count = list.unsigned(12);
      list.part("calls", 16, 20)
          .ifPresent(
              part -> {
                for (int i = 0; i < Math.min(count, part.size() / 4); i++) {
                  present.add(list.dword(part.offset() + 4 * i));
                }
              });
    }
    return present;
  }

  ObjectNode translate(LineEntry line, String address) throws TapiException {
    return read(
        "lineTranslateAddress",
        Structures.TRANSLATE_OUTPUT,
        line.version(),
        buffer ->
            calls.translateAddress(
                application, line.device(), line.version().number(), address, buffer));
  }

  /** Waits for the next message; nothing if there was none. */
  Optional<TapiMessage> next(Duration limit) throws TapiException {
    byte[] message = new byte[TapiMessage.size(calls.pointerSize())];
    long begun = System.nanoTime();
    int result = calls.getMessage(application, message, (int) limit.toMillis());
    if (result == LineErrors.OPERATIONFAILED) {
      // what it gives when the time is over, and when something is wrong
      boolean early = System.nanoTime() - begun < limit.toNanos() / 2;
      earlyFailures = early ? earlyFailures + 1 : 0;
      if (earlyFailures <= MOST_EARLY_FAILURES) {
        return Optional.empty();
      }
    }
    TapiException.check("lineGetMessage", result);
    earlyFailures = 0;
    return Optional.of(TapiMessage.read(message, calls.pointerSize()));
  }

  ObjectNode read(String function, Layout layout, ApiVersion version, ToIntFunction<byte[]> call)
      throws TapiException {
    return layout.read(Growing.fill(function, layout.fixed(version), call), version);
  }

  /** Closes what is open, and TAPI. */
  @Override
  public void close() throws TapiException {
    for (int line : List.copyOf(open)) {
      open.remove(line);
      // a line that TAPI has closed meanwhile gives an error; lineShutdown ends all of them anyway
      int ignored = calls.close(line);
    }
    TapiException.check("lineShutdown", calls.shutdown(application));
  }
}
