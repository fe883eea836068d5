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
  /** LINETRANSFERMODE_ values. */
  private static final int MODE_TRANSFER = 1;

  private static final int MODE_CONFERENCE = 2;

  private final LinePeer peer;
  private final Caller caller;

  LineRequests(LinePeer peer, Caller caller) {
    this.peer = peer;
    this.caller = caller;
  }

  /** A call that is asked for: its id, and what becomes of the request. */
  public record Asked(long call, CompletableFuture<Integer> result) {}

  /** A conference that is asked for, with the consultation call to its next party. */
  public record AskedConference(long conference, long consult, CompletableFuture<Integer> result) {}

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
    return new Asked(call, ask(Order.of(operation, line, call, target)));
  }

  private CompletableFuture<Integer> ask(Order order) {
    return peer.request(order, caller);
  }

  private CompletableFuture<Integer> ask(Operation operation, int line, long call) {
    return ask(Order.of(operation, line, call, ""));
  }

  /** Goes on dialling. */
  public CompletableFuture<Integer> dial(int line, long call, String target) {
    return ask(Order.of(Operation.DIAL, line, call, target));
  }

  /** Answers a ringing call. */
  public CompletableFuture<Integer> answer(int line, long call) {
    return ask(Operation.ANSWER, line, call);
  }

  /** Takes responsibility for a ringing call. */
  public CompletableFuture<Integer> accept(int line, long call) {
    return ask(Operation.ACCEPT, line, call);
  }

  /** Ends a call. */
  public CompletableFuture<Integer> drop(int line, long call) {
    return ask(Operation.DROP, line, call);
  }

  /** Puts a call on hold. */
  public CompletableFuture<Integer> hold(int line, long call) {
    return ask(Operation.HOLD, line, call);
  }

  /** Takes a call back from hold. */
  public CompletableFuture<Integer> unhold(int line, long call) {
    return ask(Operation.UNHOLD, line, call);
  }

  /** Talks to the held call and holds the one that talks. */
  public CompletableFuture<Integer> swapHold(int line, long call, long held) {
    return ask(Order.of(Operation.SWAP_HOLD, line, call, held, ""));
  }

  /** Hands a call over to a number without asking there first. */
  public CompletableFuture<Integer> blindTransfer(int line, long call, String target) {
    return ask(Order.of(Operation.BLIND_TRANSFER, line, call, target));
  }

  /** Sends a ringing call to another number. */
  public CompletableFuture<Integer> redirect(int line, long call, String target) {
    return ask(Order.of(Operation.REDIRECT, line, call, target));
  }

  /** Holds a call and makes a consultation call; an empty target yields a dial tone. */
  public Asked setupTransfer(int line, long call, String target) {
    long consult = peer.newCallId();
    return new Asked(consult, ask(Order.of(Operation.SETUP_TRANSFER, line, call, consult, target)));
  }

  /** Joins the held call and the consultation call; both leave the line. */
  public CompletableFuture<Integer> completeTransfer(int line, long call, long consult) {
    Operation complete = Operation.COMPLETE_TRANSFER;
    return ask(new Order(complete, line, call, consult, 0, MODE_TRANSFER, ""));
  }

  /** Joins the held call, the consultation call and the user; the conference comes into being. */
  public Asked completeConference(int line, long call, long consult) {
    long conference = peer.newCallId();
    Operation complete = Operation.COMPLETE_TRANSFER;
    Order order = new Order(complete, line, call, consult, conference, MODE_CONFERENCE, "");
    return new Asked(conference, ask(order));
  }

  /** Makes a conference of a call, and a consultation call for the next party. */
  public AskedConference setupConference(int line, long call, String target) {
    long conference = peer.newCallId();
    long consult = peer.newCallId();
    Operation setup = Operation.SETUP_CONFERENCE;
    Order order = new Order(setup, line, call, consult, conference, 0, target);
    return new AskedConference(conference, consult, ask(order));
  }

  /** Holds a conference and makes a consultation call for the next party. */
  public Asked prepareAddToConference(int line, long conference, String target) {
    long consult = peer.newCallId();
    Operation prepare = Operation.PREPARE_ADD_TO_CONFERENCE;
    return new Asked(consult, ask(Order.of(prepare, line, conference, consult, target)));
  }

  /** Takes the consultation call into the conference. */
  public CompletableFuture<Integer> addToConference(int line, long conference, long consult) {
    return ask(Order.of(Operation.ADD_TO_CONFERENCE, line, conference, consult, ""));
  }

  /** Ends one party's part of a conference. */
  public CompletableFuture<Integer> removeFromConference(int line, long call) {
    return ask(Operation.REMOVE_FROM_CONFERENCE, line, call);
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
