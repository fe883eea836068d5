package ishmael.gateway.audit;

import ishmael.gateway.isolation.AuditEntry;
import java.util.Locale;

/** What became of a request, in a word for the file and the counters. */
enum Outcome {
  /** Carried out. */
  DONE,
  /** It might pass, but was not carried out. */
  FAILED,
  /** It might not pass. */
  REFUSED;

  static Outcome of(AuditEntry entry) {
    return entry
        .verdict()
        .fold(
            allowed -> entry.error().isPresent() ? Outcome.FAILED : Outcome.DONE,
            refused -> Outcome.REFUSED);
  }

  String word() {
    return word(this);
  }

  /** Returns by which right a request passed, or why it was refused. */
  static String reason(AuditEntry entry) {
    return entry.verdict().fold(allowed -> word(allowed.right()), refused -> word(refused.why()));
  }

  /** Returns a constant as it is written: {@code not-own}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
