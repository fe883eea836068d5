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
    return Asked.of(3, new Request(number, operation, 7, call, 0, caller, "102", 0, Octets.NONE));
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
    assertThat(asked(5, 12, 9, new Caller.Nobody(0)))
        .isEqualTo(new Asked.Refused(LineError.OPERATIONUNAVAIL));
    assertThat(asked(0, 12, 9, new Caller.Nobody(0))).isEqualTo(new Asked.Ignored());
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
}
