package ishmael.linemapper;

import java.util.Optional;

/** What programs ask about handing calls over and joining them: finds the calls of each request. */
final class Handovers {
  private final Board board;
  private final Transfers transfers;
  private final Consultations consultations;
  private final Conferences conferences;
  private final Swaps swaps;
  private final Dropping dropping;

  Handovers(Board board, KeyPresses keys, Dialling dialling, Dropping dropping) {
    this.board = board;
    this.dropping = dropping;
    this.transfers = new Transfers(board, keys);
    this.conferences = new Conferences(board, keys);
    this.consultations = new Consultations(board, keys, dialling, conferences);
    this.swaps = new Swaps(board, keys);
    board.calls.watchers.add(transfers);
    board.calls.watchers.add(consultations);
    board.calls.watchers.add(conferences);
    dropping.onConferenceStays(conferences::stays);
  }

  /** Does what is asked of one call; says whether it is a request of this kind. */
  boolean accept(Turn turn, Call call, LineRequest request) {
    RequestKey key = request.header().key();
    if (request instanceof LineRequest.BlindTransfer transfer) {
      transfers.blind(turn, call, transfer.target(), key);
    } else if (request instanceof LineRequest.Redirect redirect) {
      transfers.redirect(turn, call, redirect.target(), key);
    } else if (request instanceof LineRequest.SetupTransfer setup) {
      setUp(turn, call, setup.consult(), Optional.empty(), setup.target(), key);
    } else if (request instanceof LineRequest.SetupConference setup) {
      setUp(turn, call, setup.consult(), Optional.of(setup.conference()), setup.target(), key);
    } else if (request instanceof LineRequest.PrepareAddToConference) {
      conferences.prepare(turn, call, key);
    } else if (request instanceof LineRequest.RemoveFromConference remove) {
      remove(turn, call, remove);
    } else {
      return ofTwo(turn, call, request);
    }
    return true;
  }

  private void setUp(
      Turn turn,
      Call call,
      CallId consult,
      Optional<CallId> conference,
      String target,
      RequestKey key) {
    consultations.setUp(turn, call, new Consultations.Wish(key, consult, conference, target));
  }

  private void remove(Turn turn, Call call, LineRequest.RemoveFromConference request) {
    if (call.isLeg()) {
      dropping.drop(turn, call, request.header());
    } else {
      board.answers.fail(turn, request.header().key(), LineError.INVALCALLSTATE);
    }
  }

  private boolean ofTwo(Turn turn, Call call, LineRequest request) {
    RequestKey key = request.header().key();
    if (request instanceof LineRequest.SwapHold swap) {
      other(call, swap.held())
          .ifPresentOrElse(
              held -> swaps.swap(turn, call, held, key),
              () -> board.answers.fail(turn, key, LineError.INVALCALLHANDLE));
    } else if (request instanceof LineRequest.CompleteTransfer complete) {
      withConsult(turn, call, complete.consult(), key)
          .ifPresent(consult -> transfers.complete(turn, call, consult, key));
    } else if (request instanceof LineRequest.CompleteConference complete) {
      withConsult(turn, call, complete.consult(), key)
          .ifPresent(consult -> completeConference(turn, call, consult, complete));
    } else if (request instanceof LineRequest.AddToConference add) {
      withConsult(turn, call, add.consult(), key)
          .ifPresent(consult -> conferences.add(turn, call, consult, key));
    } else {
      return false;
    }
    return true;
  }

  private void completeConference(
      Turn turn, Call call, Call consult, LineRequest.CompleteConference request) {
    RequestKey key = request.header().key();
    CallId id = request.conference();
    if (board.calls.byId(id).isPresent() || board.calls.hasEnded(id) || !id.chosenByPeer()) {
      board.answers.fail(turn, key, LineError.INVALCALLHANDLE);
    } else if (call.line.calls.size() >= board.options.maxCallsPerLine()) {
      board.answers.fail(turn, key, LineError.CALLUNAVAIL);
    } else {
      conferences.complete(turn, call, consult, id, key);
    }
  }

  private Optional<Call> withConsult(Turn turn, Call call, CallId consult, RequestKey key) {
    Optional<Call> found = other(call, consult);
    if (found.isEmpty()) {
      board.answers.fail(turn, key, LineError.INVALCONSULTCALLHANDLE);
    }
    return found;
  }

  private Optional<Call> other(Call call, CallId id) {
    return board
        .calls
        .byId(id)
        .filter(Call::visible)
        .filter(other -> other.line == call.line && other != call);
  }
}
