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

  /** About a call that exists. */
  sealed interface OfCall extends LineRequest {
    /** Returns the call; of a conference, the one that stands for it. */
    CallId call();
  }

  /** Makes a call; an empty target yields a dial tone for {@link Dial}. */
  record MakeCall(Header header, CallId call, String target) implements LineRequest {}

  /** Goes on dialling. */
  record Dial(Header header, CallId call, String target) implements OfCall {}

  /** Answers a ringing call. */
  record Answer(Header header, CallId call) implements OfCall {}

  /** Takes responsibility for a ringing call without answering it. */
  record Accept(Header header, CallId call) implements OfCall {}

  /** Ends a call. */
  record Drop(Header header, CallId call) implements OfCall {}

  /** No program has the call any more; a notice. */
  record CloseCall(Header header, CallId call) implements OfCall {}

  /** Puts a call on hold. */
  record Hold(Header header, CallId call) implements OfCall {}

  /** Takes a call back from hold. */
  record Unhold(Header header, CallId call) implements OfCall {}

  /** Takes a call that rings at another extension; an empty target means any. */
  record Pickup(Header header, CallId call, String target) implements LineRequest {}

  /** Talks to the held call and holds the one that talks. */
  record SwapHold(Header header, CallId call, CallId held) implements OfCall {}

  /** Hands a call over to a number without asking there first. */
  record BlindTransfer(Header header, CallId call, String target) implements OfCall {}

  /** Sends a ringing call to another number. */
  record Redirect(Header header, CallId call, String target) implements OfCall {}

  /**
   * Holds a call and makes another, so that the first can be handed over.
   *
   * @param consult the call that comes into being, with a dial tone if the target is empty
   */
  record SetupTransfer(Header header, CallId call, CallId consult, String target)
      implements OfCall {}

  /** Joins the held call and the consultation call; both leave the line. */
  record CompleteTransfer(Header header, CallId call, CallId consult) implements OfCall {}

  /**
   * Joins the held call and the consultation call at the phone.
   *
   * @param conference the call that comes into being
   */
  record CompleteConference(Header header, CallId call, CallId consult, CallId conference)
      implements OfCall {}

  /**
   * Makes a conference of a call, and a consultation call for the next party.
   *
   * @param conference the conference call that comes into being
   * @param consult the consultation call that comes into being
   */
  record SetupConference(
      Header header, CallId call, CallId conference, CallId consult, String target)
      implements OfCall {}

  /** Holds a conference and makes a consultation call for the next party. */
  record PrepareAddToConference(Header header, CallId conference, CallId consult, String target)
      implements OfCall {
    @Override
    public CallId call() {
      return conference;
    }
  }

  /** Takes the consultation call into the conference. */
  record AddToConference(Header header, CallId conference, CallId consult) implements OfCall {
    @Override
    public CallId call() {
      return conference;
    }
  }

  /** Ends one party's part of a conference. */
  record RemoveFromConference(Header header, CallId call) implements OfCall {}

  /** The first program opened the line; a notice. */
  record OpenLine(Header header) implements LineRequest {}

  /** The last program closed the line; a notice. */
  record CloseLine(Header header) implements LineRequest {}
}
