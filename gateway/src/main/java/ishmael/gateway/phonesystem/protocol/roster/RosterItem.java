package ishmael.gateway.phonesystem.protocol.roster;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One colleague on the account's roster. Source: RFC 6121, section 2.1.2.
 *
 * @param removed whether a push takes the colleague away
 */
public record RosterItem(UserName user, String displayName, boolean removed) {
  /** The name of the element with the items. */
  public static final String QUERY = "query";

  /** Its namespace. */
  public static final String NAMESPACE = "jabber:iq:roster";

  /** Returns the question for the whole roster. */
  public static Element question() {
    return Element.of(QUERY);
  }

  /** Reads the users of a domain; contacts of elsewhere and nameless ones are left out. */
  public static List<RosterItem> parse(Element query, String domain) {
    return query.children("item").stream().flatMap(item -> one(item, domain).stream()).toList();
  }

  private static Optional<RosterItem> one(Element item, String domain) {
    boolean removed = item.attribute("subscription").filter("remove"::equals).isPresent();
    return item.attribute("jid").stream()
        .flatMap(jid -> localPart(jid, domain))
        .findFirst()
        .map(UserName::new)
        .map(user -> new RosterItem(user, item.attribute("name").orElse(""), removed));
  }

  private static Stream<String> localPart(String jid, String domain) {
    int at = jid.indexOf('@');
    return at > 0
            && jid.substring(at + 1).equalsIgnoreCase(domain)
            && !jid.substring(0, at).isBlank()
        ? Stream.of(jid.substring(0, at))
        : Stream.empty();
  }
}
