package ishmael.tsp.peer;

import ishmael.linemapper.CallState;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.LineFrame;
import java.util.Set;

/** What a provider would tell TAPI, in the order in which it would. */
public sealed interface LineEvent {
  /** Returns the permanent id of the line that it is about. */
  int lineId();

  /** LINE_CREATE: there is a new line; its frame says whether it is in service. */
  record LineAdded(LineFrame line) implements LineEvent {
    @Override
    public int lineId() {
      return line.line();
    }
  }

  /** LINE_REMOVE: a line is gone. Its calls were reported idle before. */
  record LineRemoved(int lineId) implements LineEvent {}

  /** LINEDEVSTATE_INSERVICE. */
  record LineInService(LineFrame line) implements LineEvent {
    @Override
    public int lineId() {
      return line.line();
    }
  }

  /** LINEDEVSTATE_OUTOFSERVICE; the reason is the gateway's, or that there is no gateway. */
  record LineOutOfService(int lineId, String reason) implements LineEvent {}

  /** LINEDEVSTATE_CAPSCHANGE: name, address or abilities are others. */
  record LineChanged(LineFrame line) implements LineEvent {
    @Override
    public int lineId() {
      return line.line();
    }
  }

  /** LINE_NEWCALL for a call that this peer did not make; its state follows. */
  record NewCall(CallFrame call) implements LineEvent {
    @Override
    public int lineId() {
      return call.line();
    }
  }

  /** LINE_CALLSTATE: the call is in another state, or the detail of the state is another. */
  record CallStateChanged(CallFrame call) implements LineEvent {
    @Override
    public int lineId() {
      return call.line();
    }

    /** Returns the state; UNKNOWN for a value that TAPI does not have. */
    public CallState state() {
      return CallState.ofCode(call.state()).orElse(CallState.UNKNOWN);
    }
  }

  /** LINE_CALLINFO: something else about the call is known or different. */
  record CallInfoChanged(CallFrame call, Set<CallInfoPart> parts) implements LineEvent {
    /** Copies the set. */
    public CallInfoChanged {
      parts = Set.copyOf(parts);
    }

    @Override
    public int lineId() {
      return call.line();
    }
  }
}
