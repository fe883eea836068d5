package ishmael.gateway.phonesystem.protocol.xmppuser;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.location.Location;
import ishmael.gateway.phonesystem.protocol.queue.QueueMemberStates;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
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
 * @param id the phone system's key of the user
 * @param spelling the login name as the phone system writes it
 * @param enabled false only if the phone system says so
 * @param rights the names of all role types
 * @param subscriptions those in force; only in the answer about the account itself
 */
public record UserInfo(
    Optional<String> id,
    Optional<String> spelling,
    Optional<String> displayName,
    Optional<Extension> extension,
    Optional<String> faxExtension,
    boolean enabled,
    Set<String> rights,
    List<Location> places,
    Optional<Voicemailbox> voicemailbox,
    Optional<RedirectEntry> redirect,
    Optional<QueueMemberStates> queues,
    List<Subscription> subscriptions) {
  /** The element's name. */
  public static final String NAME = "UserInfo";

  private static final String MODULE = "xmppuser";
  private static final String SUPERVISOR = "xmpp.supervisor";

  /** Copies the collections. */
  public UserInfo {
    rights = Set.copyOf(rights);
    places = List.copyOf(places);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Returns the command xmppuser.FindUserInfo, which asks for a user. */
  public static Element find(String userName) {
    return Cmd.of(MODULE, Element.of("FindUserInfo").with("jid", userName));
  }

  /** Returns the command xmppuser.UserInfo, which asks for the own user and its subscriptions. */
  public static Element own() {
    return Cmd.of(MODULE, Element.of(NAME));
  }

  /** Reads the element. */
  public static UserInfo parse(Element info) {
    Element identity = info.child("Identity").orElse(Element.of("Identity"));
    return new UserInfo(
        identity.textOf("db_003use_id"),
        identity.textOf("db_003use_name").or(() -> info.attribute("name")),
        identity.textOf("db_003use_bez"),
        identity.textOf("db_009ext_extension").map(Extension::new),
        identity.textOf("faxextension"),
        identity.textOf("db_003use_enabled").filter("false"::equalsIgnoreCase).isEmpty(),
        rights(info),
        Location.listIn(info),
        info.child(Voicemailbox.NAME).map(Voicemailbox::parse),
        info.child(RedirectEntry.NAME).map(RedirectEntry::parse),
        info.child(QueueMemberStates.NAME).map(QueueMemberStates::parse),
        info.child(Subscription.LIST).map(Subscription::parse).orElse(List.of()));
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
        Location.phonesOf(places),
        Location.placesOf(places),
        redirect.flatMap(RedirectEntry::target));
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
