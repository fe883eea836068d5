package ishmael.gateway.domain;

import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.linemapper.Capability;
import ishmael.linemapper.Channel;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Party;
import ishmael.linemapper.Phone;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Users and events to test with. */
final class Crew {
  static final User AHAB = user("ahab", "101");
  static final User STARBUCK = user("starbuck", "102");
  static final User TAPI = user("tapi", "900");
  static final List<User> ALL = List.of(AHAB, STARBUCK, TAPI);
  static final Online SUPERVISOR = new Online(TAPI.name(), true, TAPI);

  private Crew() {}

  static User user(String name, String extension) {
    return new User(
        new UserName(name),
        name,
        name.toUpperCase(java.util.Locale.ROOT),
        Optional.of(new Extension(extension)),
        List.of(new Phone(device(name), "snom", EnumSet.allOf(Capability.class))));
  }

  private static DeviceName device(String name) {
    return new DeviceName("Phone of " + name);
  }

  /** A call from outside at a user's phone. */
  static ChannelEvent inbound(ChannelEventType type, String channel, User user) {
    return event(type, channel, user, false, "0301234567");
  }

  static ChannelEvent outbound(ChannelEventType type, String channel, User user, String number) {
    return event(type, channel, user, true, number);
  }

  private static ChannelEvent event(
      ChannelEventType type, String channel, User user, boolean out, String number) {
    Party self = new Party(user.displayName(), user.extension().orElseThrow().value());
    Party other = new Party("", number);
    return new ChannelEvent(
        type,
        new Channel(channel),
        "",
        out,
        false,
        out ? self : other,
        out ? other : self,
        Optional.empty(),
        Optional.empty(),
        Optional.of(user.phones().get(0).name()),
        Party.NONE,
        List.of());
  }
}
