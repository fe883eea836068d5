package ishmael.tsp.frame;

import ishmael.tsp.frame.MalformedFrameException.Flaw;

/** A field has a value that the grammar does not allow. */
final class FieldException extends IllegalArgumentException {
  private final Flaw flaw;

  FieldException(Flaw flaw, String message) {
    super(message);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }
}
