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
 */
public record User(
    UserName name,
    String spelling,
    String displayName,
    Optional<Extension> extension,
    List<Phone> phones) {
  /** Copies the list. */
  public User {
    phones = List.copyOf(phones);
  }
}
