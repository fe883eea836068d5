package ishmael.simulator.phonesystem.engine;

import java.util.List;

/** A flexible location: a desk with phones at which one user at a time may work. */
public record Place(String name, List<Phone> phones) {
  public Place {
    phones = List.copyOf(phones);
  }
}
