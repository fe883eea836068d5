package ishmael.gateway.settings;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code [isolation]} of the settings file. */
final class IsolationSection {
  private enum Strangers {
    DENY,
    ALLOW
  }

  private IsolationSection() {}

  static IsolationSettings read(Table table) throws SettingsException {
    Optional<Mode> mode = table.choice("policy", Mode.class);
    Optional<Boolean> strangers =
        table.choice("unknown-callers", Strangers.class).map(word -> word == Strangers.ALLOW);
    IsolationSettings settings =
        new IsolationSettings(
            mode,
            accounts(table.table("accounts")),
            domains(table),
            administrators(table),
            strangers,
            table.flag("fallback", false));
    table.finish();
    return settings;
  }

  private static Set<String> domains(Table table) throws SettingsException {
    Set<String> domains = new LinkedHashSet<>();
    for (String domain : table.texts("domains")) {
      if (!domain.equals(domain.strip()) || domain.matches(".*[\\\\@*].*")) {
        throw table.wrong(
            "domains",
            "must be a list of NetBIOS names of domains, such as [\"PEQUOD\"], without \\, @ and *");
      }
      domains.add(domain);
    }
    return domains;
  }

  private static List<AccountPattern> administrators(Table table) throws SettingsException {
    List<AccountPattern> patterns = new ArrayList<>();
    for (String text : table.texts("administrators")) {
      patterns.add(pattern(table, "administrators", text));
    }
    return patterns;
  }

  private static List<Assignment> accounts(Table table) throws SettingsException {
    List<Assignment> rows = new ArrayList<>();
    Set<AccountPattern> seen = new HashSet<>();
    for (String key : table.keys()) {
      List<String> users = table.texts(key);
      AccountPattern account = pattern(table, key, key);
      if (users.isEmpty()) {
        throw table.wrong(key, "must name the users whose lines belong to it, such as [\"ahab\"]");
      }
      if (!seen.add(account)) {
        throw table.sentence(
            key, "names an account that stands above already; write all its users into one line");
      }
      Set<UserName> names = new LinkedHashSet<>();
      for (String user : users) {
        names.add(new UserName(user.strip().replaceFirst("@.*", "")));
      }
      rows.add(new Assignment(account, names));
    }
    return rows;
  }

  private static AccountPattern pattern(Table table, String key, String text)
      throws SettingsException {
    try {
      return AccountPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw table.sentence(
          key,
          "names no Windows account: "
              + e.getMessage()
              + "; write 'DOMAIN\\name', 'DOMAIN\\*', 'name', 'name@dns.domain' or a SID in single"
              + " quotes");
    }
  }
}
