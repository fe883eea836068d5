package ishmael.demo;

import ishmael.linemapper.LineError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Telephony as TAPI programs see it: through the provider DLL in the stand-in for the telephony
 * service, or through the Java peer of the line protocol. Demo and chain tests are written against
 * this, so that both play the same scenes. All lines are open at first. Requests wait for their
 * completion.
 */
public interface Telephony extends AutoCloseable {
  /** The longest a request may take. */
  Duration LIMIT = Duration.ofSeconds(20);

  /** Says what carries this, for headings. */
  String description();

  /** Returns the lines that exist now, in the order of their addresses. */
  List<LineSeen> lines() throws IOException;

  /** How a request that creates a call ended: the call, or why there is none. */
  record Made(Optional<CallKey> call, Optional<LineError> error) {}

  /** lineMakeCall. */
  Made makeCall(String line, String number) throws IOException;

  /** linePickup; an empty target means any ringing call. */
  Made pickup(String line, String target) throws IOException;

  /** lineAnswer; nothing is success, here and below. */
  Optional<LineError> answer(CallKey call) throws IOException;

  /** lineDrop. */
  Optional<LineError> drop(CallKey call) throws IOException;

  /** lineHold. */
  Optional<LineError> hold(CallKey call) throws IOException;

  /** lineUnhold. */
  Optional<LineError> unhold(CallKey call) throws IOException;

  /** Accept, dial, transfer, conference and the like. */
  Supplementary supplementary();

  /**
   * What a program's exit makes the telephony service do: lineDrop and lineCloseCall at once, on
   * nobody's behalf.
   */
  void abandon(CallKey call) throws IOException;

  /**
   * What the exit of the only program that has a line open makes the telephony service do: lineDrop
   * and lineCloseCall of its calls, on nobody's behalf, then lineClose.
   */
  void closeLine(String line) throws IOException;

  /** A program opens a line again that was closed. */
  void openLine(String line) throws IOException;

  /** The events since the start, in order. */
  EventLog events();

  /** Returns the rules of TAPI that were broken so far, one sentence each. */
  List<String> violations() throws IOException;

  @Override
  void close() throws IOException;
}
