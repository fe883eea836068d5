package ishmael.tsp.link;

import java.io.IOException;

/** Another gateway, or somebody who pretends to be one, already has the address. */
public final class AddressInUseException extends IOException {
  /** Makes the exception for an address. */
  public AddressInUseException(String address) {
    super("another gateway is running on " + address);
  }
}
