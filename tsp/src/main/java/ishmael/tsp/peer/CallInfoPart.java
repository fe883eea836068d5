package ishmael.tsp.peer;

import ishmael.tsp.frame.CallFrame;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of LINECALLINFO that change. Source: LINECALLINFOSTATE_ constants of tapi.h. */
public enum CallInfoPart {
  /** The comment, which has no bit of its own. */
  OTHER(0x00000001),
  /** The details, which have no field of their own. */
  DEVSPECIFIC(0x00000002),
  CALLID(0x00000040),
  RELATEDCALLID(0x00000080),
  ORIGIN(0x00000100),
  REASON(0x00000200),
  CALLERID(0x00008000),
  CALLEDID(0x00010000),
  CONNECTEDID(0x00020000),
  REDIRECTIONID(0x00040000),
  REDIRECTINGID(0x00080000);

  private final int code;

  CallInfoPart(int code) {
    this.code = code;
  }

  /** Returns TAPI's value. */
  public int code() {
    return code;
  }

  /** Returns what differs; {@code before} is null for a call that was not known. */
  static Set<CallInfoPart> difference(@Nullable CallFrame before, CallFrame after) {
    Set<CallInfoPart> parts = EnumSet.noneOf(CallInfoPart.class);
    for (CallInfoPart part : values()) {
      if (before == null ? part.isWorthTelling(after) : part.differs(before, after)) {
        parts.add(part);
      }
    }
    return parts;
  }

  private boolean isWorthTelling(CallFrame call) {
    return switch (this) {
      case OTHER -> !call.comment().isEmpty();
      case DEVSPECIFIC -> !call.details().isEmpty();
      default -> true;
    };
  }

  private boolean differs(CallFrame before, CallFrame after) {
    Function<CallFrame, Object> value = value();
    return !value.apply(before).equals(value.apply(after));
  }

  private Function<CallFrame, Object> value() {
    return switch (this) {
      case OTHER -> CallFrame::comment;
      case DEVSPECIFIC -> CallFrame::details;
      case CALLID -> CallFrame::callId;
      case RELATEDCALLID -> CallFrame::relatedCallId;
      case ORIGIN -> CallFrame::origin;
      case REASON -> CallFrame::reason;
      case CALLERID -> call -> call.parties().caller();
      case CALLEDID -> call -> call.parties().called();
      case CONNECTEDID -> call -> call.parties().connected();
      case REDIRECTIONID -> call -> call.parties().redirection();
      case REDIRECTINGID -> call -> call.parties().redirecting();
    };
  }
}
