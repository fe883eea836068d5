package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;

/**
 * A call as it is now. All of it together must fit into a frame.
 *
 * @param call the id on this protocol, never 0; bit 63 is set if a peer chose it
 * @param line the permanent line id, never 0
 * @param state a LINECALLSTATE_ bit
 * @param mode the detail of the state
 * @param features LINECALLFEATURE_ bits that work now
 * @param origin a LINECALLORIGIN_ bit
 * @param reason a LINECALLREASON_ bit
 * @param callId LINECALLINFO.dwCallID
 * @param relatedCallId LINECALLINFO.dwRelatedCallID
 * @param since when the state was entered, milliseconds since 1970-01-01 UTC
 * @param memo the gateway's own note
 * @param conference the conference call that it is a party of, 0 if it is of none
 * @param details lines {@code name=value}, each ended by U+000A; docs/calls.md lists the names
 */
public record CallFrame(
    long call,
    int line,
    int state,
    int mode,
    int features,
    int origin,
    int reason,
    int callId,
    int relatedCallId,
    long since,
    Parties parties,
    String comment,
    Octets memo,
    long conference,
    String details)
    implements GatewayFrame {
  /** The type, the fixed fields and the counts of comment, memo and details. */
  private static final int FIXED_SIZE = 2 + 8 + 8 * 4 + 8 + 2 + 2 + 8 + 2;

  /** Checks the fields and the size of the whole. */
  public CallFrame {
    Check.id("the call", call);
    Check.id("the line", line);
    FrameText.check("the comment", comment);
    Check.bytes("the memo", memo);
    FrameText.check("the details", details);
    int texts = 2 * (comment.length() + details.length());
    int length = FIXED_SIZE + parties.size() + texts + memo.size();
    if (length > FrameCodec.MAX_LENGTH) {
      throw new FieldException(
          Flaw.BAD_VALUE, "a call's texts and memo make a frame of " + length + " octets");
    }
  }

  /** Returns the same call in another state. */
  public CallFrame withState(int newState, int newMode, int newFeatures, long newSince) {
    return new CallFrame(
        call,
        line,
        newState,
        newMode,
        newFeatures,
        origin,
        reason,
        callId,
        relatedCallId,
        newSince,
        parties,
        comment,
        memo,
        conference,
        details);
  }

  @Override
  public FrameType type() {
    return FrameType.CALL;
  }

  static CallFrame read(FrameInput in) throws MalformedFrameException {
    return new CallFrame(
        in.u64(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u32(),
        in.u64(),
        Parties.read(in),
        in.text(),
        in.bytes(),
        in.u64(),
        in.text());
  }

  void write(FrameOutput out) {
    out.u64(call);
    out.u32(line);
    out.u32(state);
    out.u32(mode);
    out.u32(features);
    out.u32(origin);
    out.u32(reason);
    out.u32(callId);
    out.u32(relatedCallId);
    out.u64(since);
    parties.write(out);
    out.text(comment);
    out.bytes(memo);
    out.u64(conference);
    out.text(details);
  }
}
