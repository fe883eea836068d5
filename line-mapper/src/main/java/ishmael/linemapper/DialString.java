package ishmael.linemapper;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a TAPI program wants dialled, as digits for the phone system.
 *
 * <p>The one reader of addresses: dialable and canonical ones, {@code tel:} addresses and what
 * people type and paste. What can be read in two ways is refused, never guessed. Source:
 * docs/addresses.md; TAPI, "Dialable Addresses" and "Canonical Addresses".
 */
sealed interface DialString {
  /** Digits, {@code *}, {@code #}, and perhaps one leading {@code +}; more may be to come. */
  record Digits(String text, boolean moreToCome) implements DialString {}

  /** Nothing to dial at all. */
  record Empty() implements DialString {}

  /** Not to be dialled. */
  record Rejected(LineError error) implements DialString {}

  /** The longest text taken, and the longest number that may be collected from parts. */
  int MAX_LENGTH = AddressScan.MAX_LENGTH;

  /** Calls the function that belongs to this kind of result. */
  default <R> R fold(
      Function<Digits, R> onDigits, Function<Empty, R> onEmpty, Function<Rejected, R> onRejected) {
    if (this instanceof Digits digits) {
      return onDigits.apply(digits);
    }
    if (this instanceof Empty empty) {
      return onEmpty.apply(empty);
    }
    return onRejected.apply((Rejected) this);
  }

  /** Reads what a program passed. */
  static DialString parse(String target) {
    Optional<LineError> refusal = AddressScan.refusal(target);
    if (refusal.isPresent()) {
      return new Rejected(refusal.get());
    }
    String text = AddressText.plain(AddressScan.dialable(target));
    if (text.isEmpty()) {
      return AddressText.plain(target).isEmpty()
          ? new Empty()
          : new Rejected(LineError.INVALADDRESS);
    }
    return AddressGrammar.read(text)
        .<DialString>map(digits -> digits)
        .orElseGet(() -> new Rejected(LineError.INVALADDRESS));
  }

  /**
   * Reads the next part of a number that is dialled in parts.
   *
   * @param begun what was read of it before
   * @return the whole number so far; refused if both do not make one number
   */
  static DialString parseNext(CharSequence begun, String target) {
    DialString next = parse(target);
    if (!(next instanceof Digits part)) {
      return next;
    }
    String whole = begun + part.text();
    boolean one = AddressGrammar.isNumber(whole, part.moreToCome()) && whole.length() <= MAX_LENGTH;
    return one ? new Digits(whole, part.moreToCome()) : new Rejected(LineError.INVALADDRESS);
  }
}
