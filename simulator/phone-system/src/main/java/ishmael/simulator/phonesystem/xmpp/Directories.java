package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.Role;
import ishmael.simulator.phonesystem.engine.RosterChange;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.util.List;
import java.util.Locale;

/** What XMPP itself tells of the users: the shared roster and the presence of their phones. */
public final class Directories {
  private static final String ROSTER = "jabber:iq:roster";

  private Directories() {}

  /** All members of roster groups, the same for everybody. */
  public static XmlElement roster(Engine engine, String domain) {
    XmlElement.Builder query = XmlElement.builder(ROSTER, "query");
    for (UserAccount user : engine.users()) {
      List<Role> groups = engine.rolesOf(user.name()).stream().filter(Role::isRosterGroup).toList();
      if (!groups.isEmpty()) {
        query.add(item(user, groups, domain));
      }
    }
    return query.build();
  }

  /** Tells a client that has asked for the roster. Source: RFC 6121, 2.1.6. */
  static String push(RosterChange change, String domain, String to, String id) {
    XmlElement item =
        change.groups().isEmpty()
            ? XmlElement.builder(ROSTER, "item")
                .attribute("jid", jid(change.owner(), domain))
                .attribute("subscription", "remove")
                .build()
            : item(change.user(), change.groups(), domain);
    return XmlElement.builder(Iq.CLIENT, "iq")
        .attribute("type", "set")
        .attribute("id", id)
        .attribute("to", to)
        .add(XmlElement.builder(ROSTER, "query").add(item).build())
        .build()
        .toXml(Iq.CLIENT);
  }

  private static XmlElement item(UserAccount user, List<Role> groups, String domain) {
    XmlElement.Builder item =
        XmlElement.builder(ROSTER, "item")
            .attribute("jid", jid(user.name(), domain))
            .attribute("name", user.displayName())
            .attribute("subscription", "both");
    groups.forEach(group -> item.leaf("group", group.name()));
    return item.build();
  }

  private static String jid(String userName, String domain) {
    return userName.toLowerCase(Locale.ROOT) + "@" + domain;
  }

  /** The presence stanza of a user's phone. */
  public static XmlElement presence(PhonePresence presence, String domain, String to) {
    XmlElement.Builder out =
        XmlElement.builder(Iq.CLIENT, "presence")
            .attribute("from", jid(presence.owner(), domain) + "/phone")
            .attribute("to", to);
    switch (presence.state()) {
      case UNAVAILABLE -> out.attribute("type", "unavailable");
      case IN_CALL -> out.leaf("show", "dnd");
      case AVAILABLE -> {
        // an empty presence says it
      }
    }
    return out.build();
  }
}
