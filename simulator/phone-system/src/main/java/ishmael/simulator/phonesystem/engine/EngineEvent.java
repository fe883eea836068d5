package ishmael.simulator.phonesystem.engine;

/** Something the phone system tells its clients. */
public sealed interface EngineEvent
    permits ChannelEvent,
        PickupEvent,
        JournalEntry,
        LocationsChanged,
        PhonePresence,
        RedirectChanged,
        RosterChange {
  /** The name of the user whose event it is. */
  String owner();
}
