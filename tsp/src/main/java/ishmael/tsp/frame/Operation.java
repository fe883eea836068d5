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
  CLOSE_LINE(11);

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

  /** Says whether the peer chooses the id of a call that comes into being by it. */
  public boolean createsCall() {
    return this == MAKE_CALL || this == PICKUP;
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
