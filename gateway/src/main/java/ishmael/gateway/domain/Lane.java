package ishmael.gateway.domain;

/** Where a turn comes from; each source has a bound of its own, so that none starves another. */
enum Lane {
  /** Events of the phone system: a burst of many seconds of a large one. */
  EVENT(16_384),
  /** Requests of providers: four of them with 256 open requests each. */
  REQUEST(1_024),
  /**
   * Outcomes of commands, states of the link, directories, providers that come and go. Their number
   * follows from the other bounds; beyond this one the domain thread must be stuck.
   */
  CONTROL(16_384);

  private final int bound;

  Lane(int bound) {
    this.bound = bound;
  }

  int bound() {
    return bound;
  }
}
