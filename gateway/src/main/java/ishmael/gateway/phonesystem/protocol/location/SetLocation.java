package ishmael.gateway.phonesystem.protocol.location;

import ishmael.gateway.phonesystem.protocol.Element;
import java.util.List;

/** The event location.SetLocation: a user moved. It does not say which user. */
public record SetLocation(List<Location> places) {
  /** The element's name. */
  public static final String NAME = "SetLocation";

  /** Copies the list. */
  public SetLocation {
    places = List.copyOf(places);
  }

  /** Reads the event. */
  public static SetLocation parse(Element element) {
    return new SetLocation(Location.listIn(element));
  }
}
