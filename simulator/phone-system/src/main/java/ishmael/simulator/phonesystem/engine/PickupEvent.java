package ishmael.simulator.phonesystem.engine;

/**
 * A user's phone began or ceased to ring, so that somebody else may take the call.
 *
 * @param target the extension that rings
 */
public record PickupEvent(String owner, boolean ringing, String target, Party source)
    implements EngineEvent {}
