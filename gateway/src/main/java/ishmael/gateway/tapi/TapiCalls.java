package ishmael.gateway.tapi;

import java.util.function.IntSupplier;

/**
 * The functions of tapi32.dll that are used here, one to one: the W functions of TAPI 2.x. Handles
 * and flags are the 32 bits that they are in C. A result is 0, a negative LINEERR, or, of a
 * function that completes later, the positive number of the request. Buffers are filled in place;
 * whoever calls writes dwTotalSize. All calls come from one thread. Source: tapi.h, TAPI 2.2
 * reference.
 */
public interface TapiCalls {
  /** Returns the size of a pointer in octets, 4 or 8: some structures depend on it. */
  int pointerSize();

  /** lineInitializeExW; {@code parameters} is LINEINITIALIZEEXPARAMS. */
  Initialized initializeEx(String application, int version, byte[] parameters);

  /** lineShutdown. */
  int shutdown(int application);

  /** lineNegotiateAPIVersion; the extension id is not asked for. */
  Negotiated negotiateApiVersion(int application, int device, int low, int high);

  /** lineGetDevCapsW, without extension. */
  int getDevCaps(int application, int device, int version, byte[] caps);

  /** lineGetAddressCapsW, without extension. */
  int getAddressCaps(int application, int device, int address, int version, byte[] caps);

  /** lineOpenW, without extension and call parameters. */
  Opened open(
      int application, int device, int version, long instance, int privileges, int mediaModes);

  /** lineClose. */
  int close(int line);

  /** lineSetStatusMessages. */
  int setStatusMessages(int line, int lineStates, int addressStates);

  /** lineGetLineDevStatusW. */
  int getLineDevStatus(int line, byte[] status);

  /** lineGetAddressStatusW. */
  int getAddressStatus(int line, int address, byte[] status);

  /** lineGetNewCalls. */
  int getNewCalls(int line, int address, int select, byte[] list);

  /** lineGetCallInfoW. */
  int getCallInfo(int call, byte[] info);

  /** lineGetCallStatus. */
  int getCallStatus(int call, byte[] status);

  /** lineGetMessage; {@code message} is LINEMESSAGE, the limit is in milliseconds. */
  int getMessage(int application, byte[] message, int limit);

  /** lineTranslateAddressW, with no card and no options. */
  int translateAddress(int application, int device, int version, String address, byte[] output);

  /** lineMakeCallW, without call parameters and country code. */
  Making makeCall(int line, String number);

  /** lineDrop, without user information. */
  int drop(int call);

  /** lineDeallocateCall. */
  int deallocateCall(int call);

  /** What lineInitializeExW gives: handle, number of lines, and TAPI's own highest version. */
  record Initialized(int result, int application, int devices, int version) {}

  /** What lineNegotiateAPIVersion gives. */
  record Negotiated(int result, int version) {}

  /** What lineOpenW gives. */
  record Opened(int result, int line) {}

  /**
   * What lineMakeCallW gives. The handle of the call is written by TAPI when the request has
   * succeeded: read it after LINE_REPLY.
   */
  record Making(int result, IntSupplier call) {}
}
