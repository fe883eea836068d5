package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line that this program has opened. */
record OpenLine(TapiSession session, LineEntry line, int handle) {
  static final int PRIVILEGE_NONE = 1;
  static final int PRIVILEGE_MONITOR = 2;
  static final int PRIVILEGE_OWNER = 4;

  ObjectNode status() throws TapiException {
    return session.read(
        "lineGetLineDevStatus",
        Structures.DEV_STATUS,
        line.version(),
        buffer -> session.calls().getLineDevStatus(handle, buffer));
  }

  ObjectNode addressStatus(int address) throws TapiException {
    return session.read(
        "lineGetAddressStatus",
        Structures.ADDRESS_STATUS,
        line.version(),
        buffer -> session.calls().getAddressStatus(handle, address, buffer));
  }

  /** Asks for all status messages that the line can send. */
  void askForStatusMessages() throws TapiException {
    int addressStates = 0;
    for (int address = 0; address < line.addresses(); address++) {
      addressStates |=
          Bits.ADDRESS_STATE.value(session.addressCaps(line, address).path("addressStates"));
    }
    int lineStates = Bits.DEV_STATE.value(line.names("lineStates"));
    TapiException.check(
        "lineSetStatusMessages",
        session.calls().setStatusMessages(handle, lineStates, addressStates));
  }

  void close() throws TapiException {
    session.close(handle, false);
  }
}
