package ishmael.gateway.tapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns TAPI's messages into events. What a message does not carry, the information about a call,
 * is asked for at once: it is what TAPI says then.
 */
final class EventReader {
  /** In the order of the numbers of the messages. */
  private static final List<String> NAMES =
      List.of(
          "ADDRESSSTATE",
          "CALLINFO",
          "CALLSTATE",
          "CLOSE",
          "DEVSPECIFIC",
          "DEVSPECIFICFEATURE",
          "GATHERDIGITS",
          "GENERATE",
          "LINEDEVSTATE",
          "MONITORDIGITS",
          "MONITORMEDIA",
          "MONITORTONE",
          "REPLY",
          "REQUEST",
          "PHONE_BUTTON",
          "PHONE_CLOSE",
          "PHONE_DEVSPECIFIC",
          "PHONE_REPLY",
          "PHONE_STATE",
          "CREATE",
          "PHONE_CREATE",
          "AGENTSPECIFIC",
          "AGENTSTATUS",
          "APPNEWCALL",
          "PROXYREQUEST",
          "REMOVE",
          "PHONE_REMOVE");

  private static final Map<String, Bits> MODES =
      Map.of(
          "BUSY", Bits.BUSY_MODE,
          "CONNECTED", Bits.CONNECTED_MODE,
          "DIALTONE", Bits.DIAL_TONE_MODE,
          "OFFERING", Bits.OFFERING_MODE,
          "SPECIALINFO", Bits.SPECIAL_INFO,
          "DISCONNECTED", Bits.DISCONNECT_MODE);

  /** Of LINECALLINFO, what people ask about. */
  private static final List<String> INFORMATION =
      List.of(
          "callId",
          "relatedCallId",
          "origin",
          "reason",
          "mediaMode",
          "caller",
          "called",
          "connected",
          "redirection",
          "redirecting",
          "displayableAddress",
          "calledParty",
          "comment",
          "appName",
          "owners",
          "monitors",
          "malformed");

  /** So many calls that were given up are remembered. */
  private static final int MOST_RELEASED = 256;

  private final TapiSession session;
  private final Clock clock;

  /** Calls given up here, about which messages may still wait; the oldest first. */
  private final Set<Integer> released = new LinkedHashSet<>();

  EventReader(TapiSession session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  /** A call was given up: TAPI knows nothing of it any more. */
  void released(int call) {
    released.add(call);
    if (released.size() > MOST_RELEASED) {
      released.remove(released.iterator().next());
    }
  }

  /** Returns what a message says; {@code line} is the one whose instance it carries. */
  TapiEvent read(TapiMessage message, Optional<LineEntry> line) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    switch (message.id()) {
      case TapiMessage.LINE_CALLSTATE -> callState(message, details);
      case TapiMessage.LINE_CALLINFO -> {
        details.put("call", handle(message.device()));
        details.set("changed", Bits.CALL_INFO_STATE.names(message.dword1()));
        information(message.device(), line, details);
      }
      case TapiMessage.LINE_APPNEWCALL -> {
        details.put("call", handle(message.dword2()));
        details.put("address", message.parameter1());
        details.set("privilege", Bits.CALL_PRIVILEGE.names(message.dword3()));
        released.remove(message.dword2());
        information(message.dword2(), line, details);
      }
      case TapiMessage.LINE_LINEDEVSTATE -> lineState(message, details);
      case TapiMessage.LINE_ADDRESSSTATE -> {
        details.put("address", message.parameter1());
        details.set("states", Bits.ADDRESS_STATE.names(message.dword2()));
      }
      case TapiMessage.LINE_CREATE, TapiMessage.LINE_REMOVE ->
          details.put("concerns", message.parameter1());
      case TapiMessage.LINE_CLOSE -> {}
      case TapiMessage.LINE_REPLY -> {
        details.put("request", message.parameter1());
        int result = message.dword2();
        details.put("result", result == 0 ? "0" : LineErrors.name(result));
      }
      default -> raw(message, details);
    }
    return event(name(message.id()), line, details);
  }

  /** Returns what is known of a call that was there before. */
  TapiEvent present(int call, LineEntry line) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("call", handle(call));
    try {
      ObjectNode status = session.callStatus(call, line.version());
      details.set("state", status.path("state"));
      details.set("privilege", status.path("privilege"));
    } catch (TapiException e) {
      details.put("statusError", LineErrors.name(e.code()));
    }
    information(call, Optional.of(line), details);
    return event("PRESENTCALL", Optional.of(line), details);
  }

  TapiEvent event(String name, Optional<LineEntry> line, ObjectNode details) {
    return new TapiEvent(clock.instant(), name, line, details);
  }

  private static void callState(TapiMessage message, ObjectNode details) {
    details.put("call", handle(message.device()));
    JsonNode state = Bits.CALL_STATE.names(message.dword1());
    details.set("state", state);
    String name = state.path(0).asText("");
    Bits modes = MODES.get(name);
    int mode = message.dword2();
    if (modes != null) {
      details.set("mode", modes.names(mode));
    } else if (name.equals("CONFERENCED")) {
      details.put("conference", handle(mode));
    } else if (mode != 0) {
      details.put("detail", handle(mode));
    }
    if (message.dword3() != 0) {
      details.set("privilege", Bits.CALL_PRIVILEGE.names(message.dword3()));
    }
  }

  private static void lineState(TapiMessage message, ObjectNode details) {
    details.set("states", Bits.DEV_STATE.names(message.dword1()));
    if ((message.dword1() & Bits.DEV_STATE.bit("RINGING")) != 0) {
      details.put("ringMode", message.parameter2());
      details.put("ringCount", message.parameter3());
    } else if (message.parameter2() != 0 || message.parameter3() != 0) {
      details.put("parameter2", message.parameter2());
      details.put("parameter3", message.parameter3());
    }
  }

  private void information(int call, Optional<LineEntry> line, ObjectNode details) {
    if (released.contains(call)) {
      return;
    }
    ApiVersion version = line.map(LineEntry::version).orElse(ApiVersion.LOWEST);
    try {
      ObjectNode all = session.callInfo(call, version);
      ObjectNode info = details.putObject("info");
      for (String name : INFORMATION) {
        JsonNode value = all.path(name);
        boolean says =
            !value.isMissingNode() && !(name.equals("relatedCallId") && value.asLong() == 0);
        if (says) {
          info.set(name, value);
        }
      }
    } catch (TapiException e) {
      details.put("infoError", LineErrors.name(e.code()));
    }
  }

  private static void raw(TapiMessage message, ObjectNode details) {
    details.put("handle", handle(message.device()));
    details.put("parameter1", String.format(Locale.ROOT, "0x%X", message.parameter1()));
    details.put("parameter2", String.format(Locale.ROOT, "0x%X", message.parameter2()));
    details.put("parameter3", String.format(Locale.ROOT, "0x%X", message.parameter3()));
  }

  static String handle(int handle) {
    return String.format(Locale.ROOT, "0x%08X", handle);
  }

  private static String name(int id) {
    return id >= 0 && id < NAMES.size() ? NAMES.get(id) : "MESSAGE_" + Integer.toUnsignedString(id);
  }
}
