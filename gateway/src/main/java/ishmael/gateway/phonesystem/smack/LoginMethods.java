package ishmael.gateway.phonesystem.smack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which login methods (SASL mechanisms) the next attempts may use. Smack takes the first one that
 * the server offers and does not go on to the next when it is refused. A server may offer SCRAM for
 * an account whose stored hash does not fit (another directory behind it, another normalisation of
 * the password), so after the first refusal PLAIN is tried once, inside TLS as always. If that is
 * refused too, the password is wrong, and PLAIN is not used again. Any thread may call it. Source:
 * docs/adr/012-sign-in.md.
 */
final class LoginMethods {
  private static final String SCRAM = "SCRAM-SHA-1";
  private static final String PLAIN = "PLAIN";

  private enum State {
    /** The strongest that the server offers. */
    BEST,
    /** SCRAM was refused once: PLAIN this time, and further on if it works. */
    PLAIN_ONLY,
    /** Both were refused: the strongest, and no way back to PLAIN. */
    SETTLED
  }

  private final AtomicReference<State> state;

  /** Begins with a password that was never refused. */
  LoginMethods() {
    this(0);
  }

  /**
   * Begins with a password that was refused that often before a restart: with both methods then.
   */
  LoginMethods(int refusals) {
    state = new AtomicReference<>(refusals == 0 ? State.BEST : State.SETTLED);
  }

  /** Returns the names for Smack; it picks the strongest that the server offers. */
  List<String> allowed() {
    return state.get() == State.PLAIN_ONLY ? List.of(PLAIN) : List.of(SCRAM, PLAIN);
  }

  /** Returns the mechanism that was refused and is not used at present, if there is one. */
  Optional<String> refused() {
    return state.get() == State.PLAIN_ONLY ? Optional.of(SCRAM) : Optional.empty();
  }

  /**
   * Takes note of a refusal.
   *
   * @param mechanism the one that was refused
   * @param offered those of the server
   * @return whether the next attempt uses another mechanism, so that this refusal proves nothing
   */
  boolean refused(String mechanism, List<String> offered) {
    if (SCRAM.equals(mechanism) && offered.contains(PLAIN)) {
      return state.compareAndSet(State.BEST, State.PLAIN_ONLY);
    }
    state.compareAndSet(State.PLAIN_ONLY, State.SETTLED);
    return false;
  }
}
