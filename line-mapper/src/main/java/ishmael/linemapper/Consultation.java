package ishmael.linemapper;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A held call and the call that is made meanwhile: to hand the first over, or to join both. */
final class Consultation {
  /** What shall become of both calls. */
  enum Kind {
    TRANSFER,
    CONFERENCE
  }

  final Kind kind;
  final Call original;

  /** The call to whom is asked; null until the original is held. */
  @Nullable Call consult;

  /** Waits for the consultation call to end, so that the original can be sent to its number. */
  @Nullable GiveUp giveUp;

  /** When the attempts to take the original back end; set when the consultation call is over. */
  @Nullable Instant limit;

  Consultation(Kind kind, Call original) {
    this.kind = kind;
    this.original = original;
  }

  /** The consultation call is being hung up, and the original goes to its number after it. */
  record GiveUp(String number, RequestKey key) {}

  /** Says whether this call is the one that waits. */
  boolean waits(Call call) {
    return call == original;
  }
}
