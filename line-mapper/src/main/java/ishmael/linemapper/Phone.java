package ishmael.linemapper;

import com.google.common.collect.Sets;
import java.util.Set;

/** One phone of a user. */
public record Phone(DeviceName name, String type, Set<Capability> capabilities) {
  /** Copies the set. */
  public Phone {
    capabilities = Sets.immutableEnumSet(capabilities);
  }
}
