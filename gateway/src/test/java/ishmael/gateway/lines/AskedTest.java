package ishmael.gateway.lines;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.RequestKey;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.Octets;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.frame.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskedTest {
  private static final long CHOSEN = Long.MIN_VALUE + 1;
  private static final Octets NETWORK_SERVICE =
      Octets.of(new byte[] {1, 1, 0, 0, 0, 0, 0, 5, 20, 0, 0, 0});

  private static Asked asked(int number, int operation, long call, Caller caller) {
    return Asked.of(
        3, new Request(number, operation, 7, call, 0, caller, "102", 0, Octets.NONE, 0));
  }

  private static Header header(int number, ishmael.linemapper.Caller caller) {
    return new Header(new RequestKey(3, number), caller, new LineId(7));
  }

  @Test
  void of_makeCall_hasCallerAndTarget() {
    assertThat(asked(5, Operation.MAKE_CALL.code(), CHOSEN, new Caller.Known(NETWORK_SERVICE, 2)))
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.MakeCall(
                    header(5, new ishmael.linemapper.Caller.Known("S-1-5-20", 2)),
                    new CallId(CHOSEN),
                    "102")));
  }

  @Test
  void of_callers_areKeptApart() {
    assertThat(asked(5, Operation.DROP.code(), 9, new Caller.Nobody(1702)))
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.Drop(
                    header(5, new ishmael.linemapper.Caller.Nobody(1702)), new CallId(9))));
    assertThat(asked(5, Operation.DROP.code(), 9, new Caller.Failed(5)))
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.Drop(
                    header(5, new ishmael.linemapper.Caller.Unidentified(5)), new CallId(9))));
    Octets ticket = Octets.of(new byte[] {0, 17, 34, 51, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1});
    assertThat(asked(5, Operation.DROP.code(), 9, new Caller.Asked(ticket, 5)))
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.Drop(
                    header(
                        5, new ishmael.linemapper.Caller.Asked("001122330405060708090a0b0c0d0eff")),
                    new CallId(9))));
  }

  @Test
  void of_rubbishSid_isUnidentified() {
    Caller rubbish = new Caller.Known(Octets.of(new byte[] {9, 9, 9, 9, 9, 9, 9, 9}), 1);
    assertThat(asked(5, Operation.HOLD.code(), 9, rubbish))
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.Hold(
                    header(5, new ishmael.linemapper.Caller.Unidentified(0)), new CallId(9))));
  }

  @Test
  void of_unknownOperation_isRefused() {
    assertThat(asked(5, 63, 9, new Caller.Nobody(0)))
        .isEqualTo(new Asked.Refused(LineError.OPERATIONUNAVAIL));
    assertThat(asked(0, 63, 9, new Caller.Nobody(0))).isEqualTo(new Asked.Ignored());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void of_callZero_isRefusedWhereACallIsNeeded(Operation operation) {
    Asked asked = asked(5, operation.code(), 0, new Caller.Nobody(0));
    switch (operation) {
      case OPEN_LINE, CLOSE_LINE -> assertThat(asked).isInstanceOf(Asked.Valid.class);
      case CLOSE_CALL -> assertThat(asked).isEqualTo(new Asked.Ignored());
      default -> assertThat(asked).isEqualTo(new Asked.Refused(LineError.INVALCALLHANDLE));
    }
  }

  @Test
  void of_newCallWithTheGatewaysKindOfId_isRefused() {
    assertThat(asked(5, Operation.PICKUP.code(), 9, new Caller.Nobody(0)))
        .isEqualTo(new Asked.Refused(LineError.INVALPARAM));
  }

  @Test
  void of_noticeWithANumber_isStillANotice() {
    Asked asked = asked(5, Operation.CLOSE_CALL.code(), 9, new Caller.Nobody(0));
    assertThat(asked)
        .isEqualTo(
            new Asked.Valid(
                new LineRequest.CloseCall(
                    header(0, new ishmael.linemapper.Caller.Nobody(0)), new CallId(9))));
  }

  private static Asked about(Operation operation, long call, long other, long third, int option) {
    Caller nobody = new Caller.Nobody(0);
    return Asked.of(
        3,
        new Request(
            5, operation.code(), 7, call, other, nobody, "102", option, Octets.NONE, third));
  }

  private static Asked valid(LineRequest request) {
    return new Asked.Valid(request);
  }

  private static Header mine() {
    return header(5, new ishmael.linemapper.Caller.Nobody(0));
  }

  @Test
  void of_operationsOnOneCall_haveCallAndTarget() {
    CallId call = new CallId(9);
    assertThat(about(Operation.BLIND_TRANSFER, 9, 0, 0, 0))
        .isEqualTo(valid(new LineRequest.BlindTransfer(mine(), call, "102")));
    assertThat(about(Operation.REDIRECT, 9, 0, 0, 0))
        .isEqualTo(valid(new LineRequest.Redirect(mine(), call, "102")));
    assertThat(about(Operation.REMOVE_FROM_CONFERENCE, 9, 0, 0, 0))
        .isEqualTo(valid(new LineRequest.RemoveFromConference(mine(), call)));
  }

  @Test
  void of_operationsOnTwoCalls_haveBothInOrder() {
    CallId call = new CallId(9);
    CallId other = new CallId(CHOSEN);
    assertThat(about(Operation.SWAP_HOLD, 9, CHOSEN, 0, 0))
        .isEqualTo(valid(new LineRequest.SwapHold(mine(), call, other)));
    assertThat(about(Operation.SETUP_TRANSFER, 9, CHOSEN, 0, 0))
        .isEqualTo(valid(new LineRequest.SetupTransfer(mine(), call, other, "102")));
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, CHOSEN, 0, 1))
        .isEqualTo(valid(new LineRequest.CompleteTransfer(mine(), call, other)));
    assertThat(about(Operation.PREPARE_ADD_TO_CONFERENCE, 9, CHOSEN, 0, 0))
        .isEqualTo(valid(new LineRequest.PrepareAddToConference(mine(), call, other, "102")));
    assertThat(about(Operation.ADD_TO_CONFERENCE, 9, CHOSEN, 0, 0))
        .isEqualTo(valid(new LineRequest.AddToConference(mine(), call, other)));
  }

  @Test
  void of_conferences_haveTheThirdCall() {
    CallId call = new CallId(9);
    CallId consult = new CallId(CHOSEN);
    CallId conference = new CallId(CHOSEN + 1);
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, CHOSEN, CHOSEN + 1, 2))
        .isEqualTo(valid(new LineRequest.CompleteConference(mine(), call, consult, conference)));
    assertThat(about(Operation.SETUP_CONFERENCE, 9, CHOSEN, CHOSEN + 1, 0))
        .isEqualTo(
            valid(new LineRequest.SetupConference(mine(), call, conference, consult, "102")));
  }

  @Test
  void of_callsThatThePeerShouldHaveChosen_areRefused() {
    Asked refused = new Asked.Refused(LineError.INVALPARAM);
    assertThat(about(Operation.SETUP_TRANSFER, 9, 8, 0, 0)).isEqualTo(refused);
    assertThat(about(Operation.SETUP_TRANSFER, 9, 0, 0, 0)).isEqualTo(refused);
    assertThat(about(Operation.SETUP_CONFERENCE, 9, CHOSEN, 8, 0)).isEqualTo(refused);
    assertThat(about(Operation.SETUP_CONFERENCE, 9, CHOSEN, CHOSEN, 0)).isEqualTo(refused);
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, CHOSEN, 0, 2)).isEqualTo(refused);
  }

  @Test
  void of_secondCallMissing_isRefused() {
    Asked refused = new Asked.Refused(LineError.INVALCALLHANDLE);
    assertThat(about(Operation.SWAP_HOLD, 9, 0, 0, 0)).isEqualTo(refused);
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, 0, 0, 1)).isEqualTo(refused);
    assertThat(about(Operation.ADD_TO_CONFERENCE, 9, 0, 0, 0)).isEqualTo(refused);
  }

  @Test
  void of_transferModeNobodyKnows_isRefused() {
    Asked refused = new Asked.Refused(LineError.INVALTRANSFERMODE);
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, CHOSEN, CHOSEN + 1, 0)).isEqualTo(refused);
    assertThat(about(Operation.COMPLETE_TRANSFER, 9, CHOSEN, CHOSEN + 1, 3)).isEqualTo(refused);
  }
}
