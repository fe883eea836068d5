package ishmael.linemapper.isolation;

import java.util.Locale;

/**
 * Names one Windows account or those of a domain: {@code DOMAIN\name}, {@code DOMAIN\*}, {@code
 * name} (of any domain), {@code name@dns.domain}, {@code *@dns.domain}, or a SID. Case does not
 * matter. Made by {@link #parse}.
 *
 * @param kind which of them
 * @param domain in lower case, empty if any
 * @param name in lower case, {@code *} for any
 */
public record AccountPattern(Kind kind, String domain, String name) {
  /** The forms of a pattern. */
  public enum Kind {
    /** {@code DOMAIN\name} or {@code DOMAIN\*}. */
    DOMAIN_NAME,
    /** {@code name@dns.domain} or {@code *@dns.domain}. */
    UPN,
    /** {@code name}. */
    BARE_NAME,
    /** {@code S-1-…}. */
    SID
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong, for people
   */
  public static AccountPattern parse(String text) {
    String pattern = text.strip().toLowerCase(Locale.ROOT);
    int backslash = pattern.indexOf('\\');
    int at = pattern.lastIndexOf('@');
    if (pattern.startsWith("s-1-")) {
      return new AccountPattern(Kind.SID, "", pattern);
    }
    if (backslash >= 0) {
      String domain = pattern.substring(0, backslash);
      return of(Kind.DOMAIN_NAME, domain, pattern.substring(backslash + 1), text);
    }
    if (at >= 0) {
      return of(Kind.UPN, pattern.substring(at + 1), pattern.substring(0, at), text);
    }
    if (pattern.equals("*")) {
      throw wrong(text, "* alone would be everybody; name a domain: DOMAIN\\*");
    }
    return of(Kind.BARE_NAME, "*", pattern, text);
  }

  private static AccountPattern of(Kind kind, String domain, String name, String text) {
    if (domain.isEmpty() || name.isEmpty()) {
      throw wrong(text, "the domain and the name must not be empty");
    }
    if (kind != Kind.BARE_NAME && domain.contains("*")) {
      throw wrong(text, "only the name may be *");
    }
    if (name.contains("*") && !name.equals("*")) {
      throw wrong(text, "* stands for a whole name");
    }
    if (name.contains("\\") || domain.contains("\\")) {
      throw wrong(text, "one backslash only");
    }
    return new AccountPattern(kind, domain, name);
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("\"" + text + "\" is no Windows account: " + why);
  }

  /** Says whether the account is meant. One without a name is meant by its SID only. */
  public boolean matches(Account account) {
    return switch (kind) {
      case SID -> name.equals(fold(account.sid()));
      case DOMAIN_NAME -> domain.equals(fold(account.domain())) && named(fold(account.name()));
      case BARE_NAME -> named(fold(account.name()));
      case UPN -> matchesUpn(fold(account.upn()));
    };
  }

  private boolean matchesUpn(String upn) {
    int at = upn.lastIndexOf('@');
    return at > 0 && domain.equals(upn.substring(at + 1)) && named(upn.substring(0, at));
  }

  private boolean named(String actual) {
    return !actual.isEmpty() && (name.equals("*") || name.equals(actual));
  }

  /** Says whether it can mean several accounts of one domain. */
  public boolean isWildcard() {
    return name.equals("*");
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DOMAIN_NAME -> domain + '\\' + name;
      case UPN -> name + '@' + domain;
      case BARE_NAME, SID -> name;
    };
  }
}
