package ishmael.linemapper;

/**
 * What a TAPI program, through the provider, asks of a line or call. Source: docs/line-protocol.md,
 * Operations.
 */
public sealed interface LineRequest {

  /** Who asked, which request, which line: what all requests have. */
  record Header(RequestKey key, Caller caller, LineId line) {}

  /** Returns who asked, which request and which line. */
  Header header();

  /** Makes a call; an empty target yields a dial tone for {@link Dial}. */
  record MakeCall(Header header, CallId call, String target) implements LineRequest {}

  /** Goes on dialling. */
  record Dial(Header header, CallId call, String target) implements LineRequest {}

  /** Answers a ringing call. */
  record Answer(Header header, CallId call) implements LineRequest {}

  /** Takes responsibility for a ringing call without answering it. */
  record Accept(Header header, CallId call) implements LineRequest {}

  /** Ends a call. */
  record Drop(Header header, CallId call) implements LineRequest {}

  /** No program has the call any more; a notice. */
  record CloseCall(Header header, CallId call) implements LineRequest {}

  /** Puts a call on hold. */
  record Hold(Header header, CallId call) implements LineRequest {}

  /** Takes a call back from hold. */
  record Unhold(Header header, CallId call) implements LineRequest {}

  /** Takes a call that rings at another extension; an empty target means any. */
  record Pickup(Header header, CallId call, String target) implements LineRequest {}

  /** The first program opened the line; a notice. */
  record OpenLine(Header header) implements LineRequest {}

  /** The last program closed the line; a notice. */
  record CloseLine(Header header) implements LineRequest {}
}
