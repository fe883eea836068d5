package ishmael.linemapper;

/** The running counts behind {@link MapperCounters}. */
final class Counters {
  long events;
  long placed;
  long ignored;
  long heldBack;
  long droppedUnknown;
  long droppedOverflow;
  long droppedLate;
  long droppedCrowded;
  long reconciled;

  MapperCounters now() {
    return new MapperCounters(
        events,
        placed,
        ignored,
        heldBack,
        droppedUnknown,
        droppedOverflow,
        droppedLate,
        droppedCrowded,
        reconciled);
  }
}
