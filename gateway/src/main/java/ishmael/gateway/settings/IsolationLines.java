package ishmael.gateway.settings;

import ishmael.gateway.isolation.PolicyStore;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a policy into {@code [isolation]} and {@code [isolation.accounts]} of a settings file.
 * What means the same already is left as it is written, and so is everything else.
 */
public final class IsolationLines implements PolicyStore {
  private static final String SECTION = "isolation";
  private static final String TABLE = "isolation.accounts";

  private final SettingsFile file;

  /** Names the file. */
  public IsolationLines(SettingsFile file) {
    this.file = file;
  }

  @Override
  public void keep(IsolationPolicy policy) throws IOException {
    try {
      String before = file.text();
      String after = edited(before, file.read(before).isolation(), policy);
      if (!same(file.read(after).isolation().policy(), policy)) {
        throw new SettingsException(
            file.path()
                + " is written in a way that cannot be edited here; enter the policy by hand below ["
                + SECTION
                + "] and ["
                + TABLE
                + "].");
      }
      file.replace(after);
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static String edited(String text, IsolationSettings now, IsolationPolicy policy) {
    TomlText edited = table(new TomlText(text), now, rows(policy.table()));
    if (!Set.copyOf(policy.administrators()).equals(Set.copyOf(now.administrators()))) {
      List<String> names = policy.administrators().stream().map(AccountPattern::toString).toList();
      edited = edited.with(SECTION, "administrators", TomlText.quoted(names));
    }
    if (!policy.domains().equals(now.policy().domains())) {
      List<String> names = policy.domains().stream().sorted().toList();
      edited = edited.with(SECTION, "domains", TomlText.quoted(names));
    }
    String strangers = policy.strangers() ? "allow" : "deny";
    if (!now.strangers().equals(Optional.of(policy.strangers()))) {
      edited = edited.with(SECTION, "unknown-callers", TomlText.quoted(strangers));
    }
    if (!now.mode().equals(Optional.of(policy.mode()))) {
      String word = policy.mode().name().toLowerCase(Locale.ROOT);
      edited = edited.with(SECTION, "policy", TomlText.quoted(word));
    }
    return edited.toString();
  }

  private static TomlText table(
      TomlText text, IsolationSettings now, Map<AccountPattern, Set<UserName>> wanted) {
    Map<AccountPattern, Set<UserName>> there = rows(now.table());
    Map<AccountPattern, String> keys = new HashMap<>();
    TomlText edited = text;
    for (String key : text.keys(TABLE)) {
      AccountPattern account = AccountPattern.parse(key);
      keys.put(account, key);
      if (!wanted.containsKey(account)) {
        edited = edited.without(TABLE, key);
      }
    }
    List<AccountPattern> accounts = new ArrayList<>(wanted.keySet());
    Collections.reverse(accounts);
    for (AccountPattern account : accounts) {
      Set<UserName> users = wanted.getOrDefault(account, Set.of());
      if (!users.equals(there.get(account))) {
        String key = keys.getOrDefault(account, account.toString());
        edited = edited.with(TABLE, key, users(users));
      }
    }
    return edited;
  }

  private static String users(Set<UserName> users) {
    return TomlText.quoted(users.stream().map(UserName::value).sorted().toList());
  }

  /** Rows of one account are one row. */
  private static Map<AccountPattern, Set<UserName>> rows(List<Assignment> table) {
    Map<AccountPattern, Set<UserName>> rows = new LinkedHashMap<>();
    for (Assignment row : table) {
      rows.computeIfAbsent(
              row.account(), any -> new TreeSet<>(Comparator.comparing(UserName::value)))
          .addAll(row.users());
    }
    return rows;
  }

  private static boolean same(IsolationPolicy one, IsolationPolicy other) {
    return one.mode() == other.mode()
        && one.strangers() == other.strangers()
        && one.domains().equals(other.domains())
        && Set.copyOf(one.administrators()).equals(Set.copyOf(other.administrators()))
        && rows(one.table()).equals(rows(other.table()));
  }
}
