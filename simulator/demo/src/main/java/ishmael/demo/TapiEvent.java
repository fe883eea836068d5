package ishmael.demo;

import ishmael.linemapper.CallState;
import ishmael.linemapper.DisconnectMode;
import java.time.Instant;
import java.util.Optional;

/** One event as a TAPI program gets it, with what the program then reads about the call. */
public sealed interface TapiEvent {

  /** When it arrived. */
  Instant time();

  /** The address of the line, such as {@code 101}. */
  String line();

  /** A call appeared or entered another state. */
  record CallStateEvent(
      Instant time, String line, CallKey call, CallState state, int mode, CallSeen seen)
      implements TapiEvent {
    /** Returns why the call ended, if the state is DISCONNECTED. */
    public Optional<DisconnectMode> disconnectMode() {
      return state == CallState.DISCONNECTED ? DisconnectMode.ofCode(mode) : Optional.empty();
    }
  }

  /** What is known about a call changed. */
  record CallInfoEvent(Instant time, String line, CallKey call, CallSeen seen)
      implements TapiEvent {}

  /** The line went into or out of service, appeared or disappeared. */
  record LineEvent(Instant time, String line, LineChange change) implements TapiEvent {}

  /** What happened to a line. */
  enum LineChange {
    /** LINE_CREATE, or found at the start. */
    CREATED,
    /** LINE_REMOVE. */
    REMOVED,
    /** LINEDEVSTATE_INSERVICE. */
    INSERVICE,
    /** LINEDEVSTATE_OUTOFSERVICE. */
    OUTOFSERVICE
  }
}
