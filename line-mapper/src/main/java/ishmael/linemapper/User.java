package ishmael.linemapper;

import java.util.List;
import java.util.Optional;

/**
 * A user of the phone system as the directory knows it now.
 *
 * @param name the login name
 * @param spelling the login name as the phone system writes it
 * @param displayName the full name, may be empty
 * @param extension the internal number, if the user has one
 * @param phones the phones of the user's present places, in the order of the phone system: the
 *     first that can dial is the one that rings when the user dials
 * @param places where these phones are; empty if that is not known
 * @param redirect the number that the user's calls are forwarded to, if they are
 */
public record User(
    UserName name,
    String spelling,
    String displayName,
    Optional<Extension> extension,
    List<Phone> phones,
    List<Place> places,
    Optional<String> redirect) {
  /** Copies the lists. */
  public User {
    phones = List.copyOf(phones);
    places = List.copyOf(places);
  }

  /** Makes a user whose places are not known and whose calls are not forwarded. */
  public User(
      UserName name,
      String spelling,
      String displayName,
      Optional<Extension> extension,
      List<Phone> phones) {
    this(name, spelling, displayName, extension, phones, List.of(), Optional.empty());
  }

  /** Returns this user with other places and the phones that are there. */
  public User at(List<Place> now, List<Phone> there) {
    return new User(name, spelling, displayName, extension, there, now, redirect);
  }
}
