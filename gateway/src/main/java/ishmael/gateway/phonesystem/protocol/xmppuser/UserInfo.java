package ishmael.gateway.phonesystem.protocol.xmppuser;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.linemapper.Extension;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answer xmppuser.UserInfo: all about one user.
 *
 * @param spelling the login name as the phone system writes it
 * @param rights the names of all role types
 */
public record UserInfo(
    Optional<String> spelling,
    Optional<String> displayName,
    Optional<Extension> extension,
    Set<String> rights,
    List<Location> places,
    List<Subscription> subscriptions) {
  private static final String SUPERVISOR = "xmpp.supervisor";

  /** Copies the collections. */
  public UserInfo {
    rights = Set.copyOf(rights);
    places = List.copyOf(places);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Returns the command xmppuser.UserInfo, which asks for the own user and its subscriptions. */
  public static Element own() {
    return Cmd.of("xmppuser", Element.of("UserInfo"));
  }

  /** Returns the command xmppuser.FindUserInfo, which asks for a user. */
  public static Element find(String userName) {
    return Cmd.of("xmppuser", Element.of("FindUserInfo").with("jid", userName));
  }

  /** Returns what an answer tells, or nothing if it tells of no user. */
  public static Optional<UserInfo> parse(Element cmd) {
    return Cmd.find(cmd, "UserInfo").map(UserInfo::one);
  }

  /** Says whether the account may act for all users. */
  public boolean supervisor() {
    return rights.contains(SUPERVISOR);
  }

  /**
   * Returns the user.
   *
   * @param name the name that was asked for
   * @param fallbackName a full name for users that have none here
   */
  public User toUser(UserName name, String fallbackName) {
    return new User(
        name,
        spelling.orElse(name.value()),
        displayName.orElse(fallbackName),
        extension,
        Location.phonesOf(places));
  }

  private static UserInfo one(Element info) {
    Element identity = info.child("Identity").orElse(Element.of("Identity"));
    return new UserInfo(
        identity.textOf("db_003use_name").or(() -> info.attribute("name")),
        identity.textOf("db_003use_bez"),
        identity.textOf("db_009ext_extension").map(Extension::new),
        rights(info),
        Location.listIn(info),
        info.child("SubscriptionList").map(Subscription::parse).orElse(List.of()));
  }

  /** A Role without RoletypeList is legal and grants nothing. */
  private static Set<String> rights(Element info) {
    return info.children("RoleList").stream()
        .flatMap(list -> list.children("Role").stream())
        .flatMap(role -> role.children("RoletypeList").stream())
        .flatMap(list -> list.children("Roletype").stream())
        .flatMap(type -> type.attribute("name").stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
