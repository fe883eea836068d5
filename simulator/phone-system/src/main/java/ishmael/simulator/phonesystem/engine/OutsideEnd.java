package ishmael.simulator.phonesystem.engine;

/** Somebody outside the phone system; has no channel of its own that clients could see. */
final class OutsideEnd extends End {
  private final Party party;

  OutsideEnd(Party party) {
    this.party = party;
  }

  @Override
  Party party() {
    return party;
  }
}
