package ishmael.gateway.phonesystem.protocol.location;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Phone;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationTest {

  /** A user with one nameless phone must not lose the others. */
  @Test
  void listIn_phonesWithoutName_areLeftOut() {
    Element phones =
        Element.of("DeviceEntry")
            .containing(
                Element.of("Phonedevice"),
                Element.of("Phonedevice").with("name", ""),
                Element.of("Phonedevice").with("name", " \t\u2003\n"),
                Element.of("Phonedevice").with("name", " Snom 1 "));
    Element user =
        Element.of("UserInfo")
            .containing(
                Element.of("LocationList").containing(Element.of("Location").containing(phones)));

    List<Location> places = Location.listIn(user);

    assertThat(places)
        .singleElement()
        .satisfies(
            place ->
                assertThat(place.phones())
                    .extracting(Phone::name)
                    .containsExactly(new DeviceName("Snom 1")));
  }
}
