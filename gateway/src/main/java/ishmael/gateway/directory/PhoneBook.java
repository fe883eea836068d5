package ishmael.gateway.directory;

import ishmael.linemapper.Extension;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The accounts that the central phone book names. It tells full name and extension, but no login
 * name, so that none of them can be acted for; they are known by sight. One thread owns it.
 */
public final class PhoneBook {
  /** Accounts that are kept; further ones are left out. */
  private static final int MAX_ACCOUNTS = 50_000;

  private Map<Extension, String> accounts = Map.of();

  /**
   * An account of the phone book.
   *
   * @param displayName may be empty
   */
  public record Account(String displayName, Extension extension) {}

  /** Replaces all; texts that a user of the directory has too are shared with it. */
  public void replace(Collection<Account> all, UserDirectory directory) {
    Map<Extension, String> next = new LinkedHashMap<>();
    for (Account account : all) {
      if (next.size() == MAX_ACCOUNTS) {
        break;
      }
      Optional<User> twin =
          directory.withExtension(account.extension()).stream()
              .findFirst()
              .flatMap(directory::find);
      Extension key = twin.flatMap(User::extension).orElse(account.extension());
      String name =
          twin.map(User::displayName)
              .filter(account.displayName()::equals)
              .orElse(account.displayName());
      next.putIfAbsent(key, name);
    }
    accounts = next;
  }

  /** Says whether an account has this extension. */
  public boolean has(String extension) {
    return accounts.containsKey(new Extension(extension));
  }

  /** Returns how many accounts there are. */
  public int size() {
    return accounts.size();
  }

  /** Returns how many accounts bear a full name. */
  public int called(String displayName) {
    return (int) accounts.values().stream().filter(displayName::equals).count();
  }

  /**
   * Returns the accounts that no user of the directory is: none has the extension, and none whose
   * extension is not known has the name.
   */
  public List<Account> onlyHere(UserDirectory directory, Optional<Extension> own) {
    return accounts.entrySet().stream()
        .filter(one -> !own.equals(Optional.of(one.getKey())))
        .filter(one -> directory.withExtension(one.getKey()).isEmpty())
        .filter(one -> directory.atOwnPlace(one.getValue()).stream().noneMatch(unread(directory)))
        .map(one -> new Account(one.getValue(), one.getKey()))
        .toList();
  }

  private static Predicate<UserName> unread(UserDirectory directory) {
    return name -> directory.find(name).flatMap(User::extension).isEmpty();
  }
}
