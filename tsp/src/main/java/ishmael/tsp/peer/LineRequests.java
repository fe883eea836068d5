package ishmael.tsp.peer;

import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Operation;
import java.util.concurrent.CompletableFuture;

/**
 * What a program asks of lines and calls, in the name of one caller. Results are 0 or a LINEERR_
 * value: RESOURCEUNAVAIL at once if there is no gateway or too much is asked, OPERATIONFAILED if
 * the gateway goes before it answers. Made by {@link LinePeer#as}.
 */
public final class LineRequests {
  private final LinePeer peer;
  private final Caller caller;

  LineRequests(LinePeer peer, Caller caller) {
    this.peer = peer;
    this.caller = caller;
  }

  /** A call that is asked for: its id, and what becomes of the request. */
  public record Asked(long call, CompletableFuture<Integer> result) {}

  /** Makes a call; an empty target yields a dial tone for {@link #dial}. */
  public Asked makeCall(int line, String target) {
    return create(Operation.MAKE_CALL, line, target);
  }

  /** Takes a call that rings at another extension; an empty target means any. */
  public Asked pickup(int line, String target) {
    return create(Operation.PICKUP, line, target);
  }

  private Asked create(Operation operation, int line, String target) {
    long call = peer.newCallId();
    return new Asked(call, peer.request(operation, line, call, target, caller));
  }

  /** Goes on dialling. */
  public CompletableFuture<Integer> dial(int line, long call, String target) {
    return peer.request(Operation.DIAL, line, call, target, caller);
  }

  /** Answers a ringing call. */
  public CompletableFuture<Integer> answer(int line, long call) {
    return peer.request(Operation.ANSWER, line, call, "", caller);
  }

  /** Takes responsibility for a ringing call. */
  public CompletableFuture<Integer> accept(int line, long call) {
    return peer.request(Operation.ACCEPT, line, call, "", caller);
  }

  /** Ends a call. */
  public CompletableFuture<Integer> drop(int line, long call) {
    return peer.request(Operation.DROP, line, call, "", caller);
  }

  /** Puts a call on hold. */
  public CompletableFuture<Integer> hold(int line, long call) {
    return peer.request(Operation.HOLD, line, call, "", caller);
  }

  /** Takes a call back from hold. */
  public CompletableFuture<Integer> unhold(int line, long call) {
    return peer.request(Operation.UNHOLD, line, call, "", caller);
  }

  /** Lets go of a call: no event of it follows. */
  public void closeCall(int line, long call) {
    peer.closeCall(line, call, caller);
  }

  /** Opens a line: only calls of open lines are announced, those that are there at once. */
  public void openLine(int line) {
    peer.openLine(line, caller);
  }

  /** Closes a line: no event of its calls follows. */
  public void closeLine(int line) {
    peer.closeLine(line, caller);
  }
}
