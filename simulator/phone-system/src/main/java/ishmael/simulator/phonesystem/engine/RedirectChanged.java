package ishmael.simulator.phonesystem.engine;

/** A user's calls are forwarded, or not any more. */
public record RedirectChanged(String owner, Redirect redirect) implements EngineEvent {}
