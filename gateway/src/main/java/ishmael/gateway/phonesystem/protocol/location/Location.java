package ishmael.gateway.phonesystem.protocol.location;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.Capability;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import ishmael.linemapper.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place of a user with the phones that are there.
 *
 * @param isStatic whether it is the user's own place, which always exists but may hold no phone
 */
public record Location(String name, boolean isStatic, List<Phone> phones) {

  /** Copies the list. */
  public Location {
    phones = List.copyOf(phones);
  }

  /** Reads the LocationList inside of an element; an absent list reads as empty. */
  public static List<Location> listIn(Element parent) {
    return parent
        .child("LocationList")
        .map(list -> list.children("Location").stream().map(Location::one).toList())
        .orElse(List.of());
  }

  /** Returns the phones of all places in their order, each once. */
  public static List<Phone> phonesOf(List<Location> places) {
    return places.stream().flatMap(place -> place.phones().stream()).distinct().toList();
  }

  /** Returns the places as the directory keeps them. */
  public static List<Place> placesOf(List<Location> places) {
    return places.stream()
        .map(
            one -> new Place(one.name, one.isStatic, one.phones.stream().map(Phone::name).toList()))
        .toList();
  }

  /** Returns the name of the static place, which is the user's full name. */
  public static Optional<String> staticName(List<Location> places) {
    return places.stream()
        .filter(Location::isStatic)
        .map(Location::name)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  private static Location one(Element element) {
    List<Phone> phones =
        element.children("DeviceEntry").stream()
            .flatMap(entry -> entry.children("Phonedevice").stream())
            .flatMap(Location::phone)
            .toList();
    boolean fixed = element.attribute("isstatic").map("true"::equalsIgnoreCase).orElse(false);
    return new Location(element.attribute("name").orElse(""), fixed, phones);
  }

  private static Stream<Phone> phone(Element element) {
    String type = element.attribute("type").orElse("");
    return element.attribute("name").map(DeviceName::new).stream()
        .map(name -> new Phone(name, type, capabilities(element)));
  }

  private static Set<Capability> capabilities(Element element) {
    EnumSet<Capability> known = EnumSet.noneOf(Capability.class);
    element.child("capabilities").map(Element::children).orElse(List.of()).stream()
        .flatMap(one -> Capability.ofElement(one.name()).stream())
        .forEach(known::add);
    return known;
  }
}
