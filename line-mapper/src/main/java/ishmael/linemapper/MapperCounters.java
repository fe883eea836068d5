package ishmael.linemapper;

/**
 * What the mapper has counted since it exists.
 *
 * @param events events of any kind that it was told
 * @param placed channel events given to the line of their user
 * @param ignored channel events of users who have no line
 * @param heldBack channel events that had to wait for the directory
 * @param droppedUnknown channel events dropped because nobody is known to own them
 * @param droppedOverflow channel events dropped because too many waited
 * @param droppedLate channel events that came after the hangup of their channel
 * @param droppedCrowded channel events of new calls on a line that is full; they count as placed
 * @param reconciled calls ended because the phone system's presence or silence said so
 */
public record MapperCounters(
    long events,
    long placed,
    long ignored,
    long heldBack,
    long droppedUnknown,
    long droppedOverflow,
    long droppedLate,
    long droppedCrowded,
    long reconciled) {}
