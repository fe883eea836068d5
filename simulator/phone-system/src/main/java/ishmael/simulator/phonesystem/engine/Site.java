package ishmael.simulator.phonesystem.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a phone system is set up with before it starts; immutable.
 *
 * @param places flexible locations
 * @param occupants user name to the place where the user works at the start
 * @param outside what known outside numbers do, in the phone system's form
 * @param countryCode own country, without prefix: its numbers are reported in national form
 * @param ringTimeout after which an unanswered call ends
 * @param networkDelay until an outside number rings, is busy or turns out to be bad
 */
public record Site(
    ImmutableList<Role> roles,
    ImmutableList<UserAccount> users,
    ImmutableList<Place> places,
    ImmutableMap<String, String> occupants,
    ImmutableList<PhoneBookEntry> contacts,
    ImmutableMap<String, Behaviour> outside,
    String countryCode,
    Duration ringTimeout,
    Duration networkDelay) {

  public static Builder builder() {
    return new Builder();
  }

  /** Collects a site; each method may be called again to add more. */
  public static final class Builder {
    private final ImmutableList.Builder<Role> roles = ImmutableList.builder();
    private final ImmutableList.Builder<UserAccount> users = ImmutableList.builder();
    private final ImmutableList.Builder<Place> places = ImmutableList.builder();
    private final Map<String, String> occupants = new LinkedHashMap<>();
    private final ImmutableList.Builder<PhoneBookEntry> contacts = ImmutableList.builder();
    private final Map<String, Behaviour> outside = new LinkedHashMap<>();
    private String countryCode = "49";
    private Duration ringTimeout = Duration.ofSeconds(60);
    private Duration networkDelay = Duration.ofMillis(100);

    private Builder() {}

    @CanIgnoreReturnValue
    public Builder role(String name, String... types) {
      roles.add(new Role(name, List.of(types)));
      return this;
    }

    @CanIgnoreReturnValue
    public Builder user(UserAccount user) {
      users.add(user);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder place(String name, Phone... phones) {
      places.add(new Place(name, List.of(phones)));
      return this;
    }

    @CanIgnoreReturnValue
    public Builder occupant(String place, String userName) {
      occupants.put(userName, place);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder contact(PhoneBookEntry entry) {
      contacts.add(entry);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder outside(String number, Behaviour behaviour) {
      outside.put(number, behaviour);
      return this;
    }

    @CanIgnoreReturnValue
    public Builder countryCode(String digits) {
      countryCode = digits;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder ringTimeout(Duration timeout) {
      ringTimeout = timeout;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder networkDelay(Duration delay) {
      networkDelay = delay;
      return this;
    }

    public Site build() {
      return new Site(
          roles.build(),
          users.build(),
          places.build(),
          ImmutableMap.copyOf(occupants),
          contacts.build(),
          ImmutableMap.copyOf(outside),
          countryCode,
          ringTimeout,
          networkDelay);
    }
  }
}
