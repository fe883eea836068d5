package ishmael.tsp.frame;

import java.util.Optional;

/** What a {@link Request} asks for. Source: docs/line-protocol.md, Operations. */
public enum Operation {
  MAKE_CALL(1),
  DIAL(2),
  ANSWER(3),
  ACCEPT(4),
  DROP(5),
  CLOSE_CALL(6),
  HOLD(7),
  UNHOLD(8),
  PICKUP(9),
  OPEN_LINE(10),
  CLOSE_LINE(11),
  SWAP_HOLD(12),
  BLIND_TRANSFER(13),
  REDIRECT(14),
  SETUP_TRANSFER(15),
  COMPLETE_TRANSFER(16),
  SETUP_CONFERENCE(17),
  PREPARE_ADD_TO_CONFERENCE(18),
  ADD_TO_CONFERENCE(19),
  REMOVE_FROM_CONFERENCE(20);

  private final int code;

  Operation(int code) {
    this.code = code;
  }

  /** Returns the number on the wire. */
  public int code() {
    return code;
  }

  /** Says whether nobody answers it; its request number is 0. */
  public boolean isNotice() {
    return this == CLOSE_CALL || this == OPEN_LINE || this == CLOSE_LINE;
  }

  /** Says whether the request's {@code call} comes into being by it; the peer chose its id. */
  public boolean createsCall() {
    return this == MAKE_CALL || this == PICKUP;
  }

  /** Says whether the request's {@code other} is a consultation call that comes into being. */
  public boolean createsConsultation() {
    return this == SETUP_TRANSFER || this == SETUP_CONFERENCE || this == PREPARE_ADD_TO_CONFERENCE;
  }

  /** Says whether the request's {@code other} is a call that has to be there. */
  public boolean needsOther() {
    return this == SWAP_HOLD || this == COMPLETE_TRANSFER || this == ADD_TO_CONFERENCE;
  }

  /** Returns the operation with this number, or nothing if this version has none. */
  public static Optional<Operation> ofCode(int code) {
    for (Operation one : values()) {
      if (one.code == code) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
