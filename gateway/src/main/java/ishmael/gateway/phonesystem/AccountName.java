package ishmael.gateway.phonesystem;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who logs in: {@code user} or {@code user@instance}. What stands behind the last {@code @} is the
 * XMPP domain. Characters that an XMPP name must not have are escaped, as the phone system lists
 * its users so; a name that holds such an escape already is taken as it is. Source: XEP-0106,
 * section 3; RFC 7622, sections 3.2 and 3.3.
 *
 * @param local the escaped name without domain, in the spelling of the admin
 * @param domain the XMPP domain, in lower case
 */
record AccountName(String local, String domain) {
  private static final int MAX_OCTETS = 1023;
  private static final String FORBIDDEN = " \"&'/:<>@";
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\(20|22|26|27|2f|3a|3c|3e|40|5c)", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a name as an admin writes it.
   *
   * @throws IllegalArgumentException with a sentence for the administrator
   */
  static AccountName parse(String text, String defaultDomain) {
    String written = text.strip();
    int at = written.lastIndexOf('@');
    String name = at < 0 ? written : written.substring(0, at);
    String domain = (at < 0 ? defaultDomain : written.substring(at + 1)).toLowerCase(Locale.ROOT);
    check(!name.isBlank(), "The user name of the phone system account is missing.");
    check(!domain.isBlank(), "The domain of the phone system is empty.");
    check(
        name.equals(name.strip()) && name.codePoints().noneMatch(Character::isISOControl),
        "The user name \"%s\" of the phone system account has spaces at its ends or control"
            + " characters.",
        name);
    checkDomain(domain);
    String local = escaped(name);
    check(octets(local) <= MAX_OCTETS, "The user name of the phone system account is too long.");
    return new AccountName(local, domain);
  }

  private static void checkDomain(String domain) {
    check(
        !domain.contains("/"),
        "The domain \"%s\" must end before the slash: the resource is not part of the user name.",
        domain);
    check(
        !domain.matches("[^:]+:[0-9]+"),
        "The domain \"%s\" must not have a port: enter that as phone-system.port.",
        domain);
    check(
        octets(domain) <= MAX_OCTETS
            && domain.matches("[^\\s\\p{Cntrl}\"&'<>@:,;]+|\\[[0-9a-f:.]+]"),
        "The domain \"%s\" behind the @ is no XMPP domain: write the account as user or"
            + " user@instance.",
        domain);
  }

  private static String escaped(String name) {
    if (ESCAPED.matcher(name).find()) {
      check(
          name.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0),
          "The user name \"%s\" mixes escaped and plain special characters; write it plain.",
          name);
      return name;
    }
    StringBuilder text = new StringBuilder();
    name.chars()
        .forEach(
            c ->
                text.append(
                    FORBIDDEN.indexOf(c) < 0
                        ? String.valueOf((char) c)
                        : String.format(Locale.ROOT, "\\%02x", c)));
    return text.toString();
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @FormatMethod
  private static void check(boolean right, String sentence, Object... values) {
    if (!right) {
      throw new IllegalArgumentException(sentence.formatted(values));
    }
  }
}
