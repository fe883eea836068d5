package ishmael.linemapper;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * What a TAPI program, through the provider, asks of a line or call. Source: docs/line-protocol.md,
 * Operations.
 */
public sealed interface LineRequest {

  /** Who asked, which request, which line: what all requests have. */
  record Header(RequestKey key, Caller caller, LineId line) {}

  /** Returns who asked, which request and which line. */
  Header header();

  /** Returns the same request with another header: of a caller who is known better now. */
  LineRequest with(Header other);

  /** Returns the calls that come into being by this request. */
  default Set<CallId> made() {
    return Set.of();
  }

  /** Returns the calls that must exist for this request. */
  default Set<CallId> needed() {
    return Set.of();
  }

  private static Set<CallId> two(CallId one, CallId other) {
    return ImmutableSet.of(one, other); // a peer may name one call twice
  }

  /** About a call that exists. */
  sealed interface OfCall extends LineRequest {
    /** Returns the call; of a conference, the one that stands for it. */
    CallId call();

    @Override
    default Set<CallId> needed() {
      return Set.of(call());
    }
  }

  /** Makes a call; an empty target yields a dial tone for {@link Dial}. */
  record MakeCall(Header header, CallId call, String target) implements LineRequest {
    @Override
    public LineRequest with(Header other) {
      return new MakeCall(other, call, target);
    }

    @Override
    public Set<CallId> made() {
      return Set.of(call);
    }
  }

  /** Goes on dialling. */
  record Dial(Header header, CallId call, String target) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Dial(other, call, target);
    }
  }

  /** Answers a ringing call. */
  record Answer(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Answer(other, call);
    }
  }

  /** Takes responsibility for a ringing call without answering it. */
  record Accept(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Accept(other, call);
    }
  }

  /** Ends a call. */
  record Drop(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Drop(other, call);
    }
  }

  /** No program has the call any more; a notice. */
  record CloseCall(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new CloseCall(other, call);
    }
  }

  /** Puts a call on hold. */
  record Hold(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Hold(other, call);
    }
  }

  /** Takes a call back from hold. */
  record Unhold(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Unhold(other, call);
    }
  }

  /** Takes a call that rings at another extension; an empty target means any. */
  record Pickup(Header header, CallId call, String target) implements LineRequest {
    @Override
    public LineRequest with(Header other) {
      return new Pickup(other, call, target);
    }

    @Override
    public Set<CallId> made() {
      return Set.of(call);
    }
  }

  /** Talks to the held call and holds the one that talks. */
  record SwapHold(Header header, CallId call, CallId held) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new SwapHold(other, call, held);
    }

    @Override
    public Set<CallId> needed() {
      return two(call, held);
    }
  }

  /** Hands a call over to a number without asking there first. */
  record BlindTransfer(Header header, CallId call, String target) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new BlindTransfer(other, call, target);
    }
  }

  /** Sends a ringing call to another number. */
  record Redirect(Header header, CallId call, String target) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new Redirect(other, call, target);
    }
  }

  /**
   * Holds a call and makes another, so that the first can be handed over.
   *
   * @param consult the call that comes into being, with a dial tone if the target is empty
   */
  record SetupTransfer(Header header, CallId call, CallId consult, String target)
      implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new SetupTransfer(other, call, consult, target);
    }

    @Override
    public Set<CallId> made() {
      return Set.of(consult);
    }
  }

  /** Joins the held call and the consultation call; both leave the line. */
  record CompleteTransfer(Header header, CallId call, CallId consult) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new CompleteTransfer(other, call, consult);
    }

    @Override
    public Set<CallId> needed() {
      return two(call, consult);
    }
  }

  /**
   * Joins the held call and the consultation call at the phone.
   *
   * @param conference the call that comes into being
   */
  record CompleteConference(Header header, CallId call, CallId consult, CallId conference)
      implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new CompleteConference(other, call, consult, conference);
    }

    @Override
    public Set<CallId> made() {
      return Set.of(conference);
    }

    @Override
    public Set<CallId> needed() {
      return two(call, consult);
    }
  }

  /**
   * Makes a conference of a call, and a consultation call for the next party.
   *
   * @param conference the conference call that comes into being
   * @param consult the consultation call that comes into being
   */
  record SetupConference(
      Header header, CallId call, CallId conference, CallId consult, String target)
      implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new SetupConference(other, call, conference, consult, target);
    }

    @Override
    public Set<CallId> made() {
      return two(conference, consult);
    }
  }

  /** Holds a conference and makes a consultation call for the next party. */
  record PrepareAddToConference(Header header, CallId conference, CallId consult, String target)
      implements OfCall {
    @Override
    public CallId call() {
      return conference;
    }

    @Override
    public LineRequest with(Header other) {
      return new PrepareAddToConference(other, conference, consult, target);
    }

    @Override
    public Set<CallId> made() {
      return Set.of(consult);
    }
  }

  /** Takes the consultation call into the conference. */
  record AddToConference(Header header, CallId conference, CallId consult) implements OfCall {
    @Override
    public CallId call() {
      return conference;
    }

    @Override
    public LineRequest with(Header other) {
      return new AddToConference(other, conference, consult);
    }

    @Override
    public Set<CallId> needed() {
      return two(conference, consult);
    }
  }

  /** Ends one party's part of a conference. */
  record RemoveFromConference(Header header, CallId call) implements OfCall {
    @Override
    public LineRequest with(Header other) {
      return new RemoveFromConference(other, call);
    }
  }

  /** The first program opened the line; a notice. */
  record OpenLine(Header header) implements LineRequest {
    @Override
    public LineRequest with(Header other) {
      return new OpenLine(other);
    }
  }

  /** The last program closed the line; a notice. */
  record CloseLine(Header header) implements LineRequest {
    @Override
    public LineRequest with(Header other) {
      return new CloseLine(other);
    }
  }
}
