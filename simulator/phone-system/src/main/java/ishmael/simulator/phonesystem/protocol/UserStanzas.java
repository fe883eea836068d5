package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.element;

import ishmael.simulator.phonesystem.engine.Capability;
import ishmael.simulator.phonesystem.engine.Location;
import ishmael.simulator.phonesystem.engine.Phone;
import ishmael.simulator.phonesystem.engine.Redirect;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.List;
import java.util.Locale;

/** The description of a user: identity, roles, locations with phones. */
final class UserStanzas {
  private UserStanzas() {}

  /** UserInfo without the parts that only its own session gets. */
  static XmlElement.Builder userInfo(
      UserAccount user, List<Role> roles, List<Location> locations, Redirect redirect) {
    return element("UserInfo")
        .attribute("name", user.name().toLowerCase(Locale.ROOT))
        .add(identity(user))
        .add(roleList(roles))
        .add(locationList(locations))
        .add(element("Voicemailbox").build())
        .add(redirectEntry(redirect))
        .add(
            element("QueueMemberStates")
                .attribute("eventType", "")
                .attribute("eventId", "")
                .build());
  }

  private static XmlElement identity(UserAccount user) {
    return element("Identity")
        .leaf("db_003use_id", Integer.toString(user.id()))
        .leaf("db_003use_name", user.name())
        .leaf("db_003use_bez", user.displayName())
        .leaf("db_009ext_extension", user.extension())
        .leaf("db_003use_enabled", "true")
        .leaf("faxextension", "")
        .build();
  }

  /** A role without types has no list of them at all. */
  private static XmlElement roleList(List<Role> roles) {
    XmlElement.Builder list = element("RoleList");
    for (Role role : roles) {
      XmlElement.Builder one = element("Role").attribute("name", role.name());
      if (!role.types().isEmpty()) {
        XmlElement.Builder types = element("RoletypeList");
        role.types()
            .forEach(type -> types.add(element("Roletype").attribute("name", type).build()));
        one.add(types.build());
      }
      list.add(one.build());
    }
    return list.build();
  }

  static XmlElement locationList(List<Location> locations) {
    XmlElement.Builder list = element("LocationList");
    for (Location location : locations) {
      XmlElement.Builder one =
          element("Location")
              .attribute("name", location.name())
              .attribute("isstatic", Boolean.toString(location.isStatic()))
              .attribute("username", "");
      location.phones().forEach(phone -> one.add(deviceEntry(phone)));
      list.add(one.build());
    }
    return list.build();
  }

  private static XmlElement deviceEntry(Phone phone) {
    XmlElement.Builder capabilities = element("capabilities");
    for (Capability capability : phone.capabilities()) {
      capabilities.add(element(capability.wireName()).build());
    }
    return element("DeviceEntry")
        .attribute("delayinternal", "0")
        .attribute("timeoutinternal", phone.ringsInbound() ? "20" : "0")
        .attribute("delayexternal", "0")
        .attribute("timeoutexternal", phone.ringsInbound() ? "20" : "0")
        .add(
            element("Phonedevice")
                .attribute("name", phone.name())
                .attribute("type", phone.type())
                .add(capabilities.build())
                .build())
        .build();
  }

  static XmlElement redirectEntry(Redirect redirect) {
    return element("RedirectEntry")
        .attribute("eventType", "update")
        .attribute("eventId", "")
        .leaf("source", redirect.source())
        .leaf("target", redirect.target())
        .leaf("old", redirect.old())
        .build();
  }
}
