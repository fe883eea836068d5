package ishmael.linemapper.isolation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a request may pass. */
public sealed interface Verdict {

  /** By what right a request passes. */
  enum Right {
    /** The line belongs to the account. */
    OWNER,
    /** The session holds the line. */
    CLAIM,
    /** The account may use every line; this is for the audit log. */
    ADMINISTRATOR,
    /** Every line obeys everybody. */
    OPEN,
    /** Nobody can tell who asked, and the policy lets that pass. */
    STRANGER,
    /** The telephony service tidies up after a program; nobody asks. */
    SERVICE
  }

  /** Why a request is refused. */
  enum Refusal {
    /** The line belongs to another account. */
    NOT_OWN,
    /** Another session holds the line. */
    HELD,
    /** The session holds another line, and a call is going on there. */
    BUSY_ELSEWHERE,
    /** Nobody can tell who asked. */
    STRANGER
  }

  /**
   * It may pass.
   *
   * @param begun the claim that began with it
   * @param ended claims that ended because of it
   */
  record Allowed(Right right, Optional<Claim> begun, List<Claim> ended) implements Verdict {
    /** Copies the list. */
    public Allowed {
      ended = List.copyOf(ended);
    }

    static Allowed by(Right right) {
      return new Allowed(right, Optional.empty(), List.of());
    }
  }

  /**
   * It may not.
   *
   * @param holder the claim that stands in the way, if one does
   */
  record Refused(Refusal why, Optional<Claim> holder) implements Verdict {}

  /** Calls the function that belongs to this verdict. */
  default <R> R fold(Function<Allowed, R> onAllowed, Function<Refused, R> onRefused) {
    return this instanceof Allowed allowed
        ? onAllowed.apply(allowed)
        : onRefused.apply((Refused) this);
  }
}
