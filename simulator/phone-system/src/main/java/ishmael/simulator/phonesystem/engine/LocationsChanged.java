package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * A user came to a place or left it.
 *
 * @param arrived came, not left
 * @param locations the whole new list
 */
public record LocationsChanged(String owner, boolean arrived, List<Location> locations)
    implements EngineEvent {
  public LocationsChanged {
    locations = List.copyOf(locations);
  }
}
