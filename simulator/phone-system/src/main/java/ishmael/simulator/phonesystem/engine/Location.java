package ishmael.simulator.phonesystem.engine;

import java.util.List;

/**
 * One entry of a user's location list.
 *
 * @param isStatic the user's own, unchangeable location, named after the user
 */
public record Location(String name, boolean isStatic, List<Phone> phones) {
  public Location {
    phones = List.copyOf(phones);
  }
}
