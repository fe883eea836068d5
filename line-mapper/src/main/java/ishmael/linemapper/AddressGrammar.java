package ishmael.linemapper;

import com.google.common.base.Splitter;
import ishmael.linemapper.DialString.Digits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the number in a text, by the grammar of docs/addresses.md.
 *
 * <p>A text is: tone sign, words, number, extension; or {@code tel:}, number, parameters.
 */
final class AddressGrammar {
  /** What lineTranslateAddress puts in front, for tone or pulse. */
  private static final Pattern TONE_SIGN = Pattern.compile("^[TtPp](?!\\p{L})");

  /** Words that say whose number it is; single letters may be tones, so they are no words. */
  private static final Pattern WORDS = Pattern.compile("^(?:[\\p{L}\\p{M}]{2,}+[ .:/-]++)++");

  private static final Pattern TEL = Pattern.compile("(?i)^(?:tel|callto):(.*)$");
  private static final Pattern SIP = Pattern.compile("(?i)^sips?:.*$");

  /** A local number that is good in another country or company only. Source: RFC 3966, 5.1.5. */
  private static final Pattern FOREIGN = Pattern.compile("(?i);phone-context=(?:\\+|%2b)");

  private static final Pattern OCTET = Pattern.compile("%([2-7][0-9A-Fa-f])");

  /** What can be dialled only after somebody answered; a phone system does not do that. */
  private static final Pattern EXTENSION =
      Pattern.compile("(?i)(?:x|extn?|extension)[ .:#-]*\\d+[ )\\]]*");

  private static final Pattern NUMBER = Pattern.compile("[ (\\[]*\\+?[0-9*# ()\\[\\]./,-]*");

  /** A trunk zero in brackets behind a country code: {@code +49 (0)} or {@code 0044 (0)}. */
  private static final Pattern TRUNK_ZERO =
      Pattern.compile(
          "^([ (\\[]*(?:\\+|00)[ ./-]*[1-9](?:[ ./-]*\\d){0,2}[ )\\]./-]*)[(\\[] *0 *[)\\]]");

  private static final Pattern WHOLE = Pattern.compile("\\+\\d[\\d*#]*|[\\d*#]+");
  private static final Pattern BEGUN = Pattern.compile("\\+?|\\+\\d[\\d*#]*|[\\d*#]*");

  /** As many digits before a pause are an access code, such as that for an outside line. */
  private static final int ACCESS_DIGITS = 2;

  private AddressGrammar() {}

  /** Says whether this is a number in its final form, or the beginning of one. */
  static boolean isNumber(String text, boolean moreToCome) {
    return (moreToCome ? BEGUN : WHOLE).matcher(text).matches();
  }

  /** Returns the number in a plain text, if there is one and only one. */
  static Optional<Digits> read(String plain) {
    Matcher tel = TEL.matcher(plain);
    if (tel.matches()) {
      return ofTel(tel.group(1));
    }
    if (SIP.matcher(plain).matches()) {
      return Optional.empty();
    }
    boolean more = plain.endsWith(";");
    String text = more ? plain.substring(0, plain.length() - 1) : plain;
    String untoned = TONE_SIGN.matcher(text).replaceFirst("").strip();
    return ofNumber(WORDS.matcher(untoned).replaceFirst(""), more);
  }

  /** Parameters say nothing that could be dialled. Source: RFC 3966, section 3. */
  private static Optional<Digits> ofTel(String address) {
    if (FOREIGN.matcher(address).find()) {
      return Optional.empty();
    }
    int parameters = address.indexOf(';');
    String number = parameters < 0 ? address : address.substring(0, parameters);
    return ofNumber(AddressText.plain(decoded(number)), false);
  }

  private static String decoded(String number) {
    return OCTET
        .matcher(number)
        .replaceAll(
            octet ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octet.group(1), 16))));
  }

  private static Optional<Digits> ofNumber(String text, boolean more) {
    String number = withoutExtension(text);
    if (!NUMBER.matcher(number).matches() || (more && number.length() < text.length())) {
      return Optional.empty();
    }
    return withoutPauses(number, more)
        .map(AddressGrammar::dialable)
        .filter(digits -> isNumber(digits, more))
        .map(digits -> new Digits(digits, more));
  }

  private static String withoutExtension(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i))) {
        boolean extension = i > 0 && EXTENSION.matcher(text).region(i, text.length()).matches();
        return extension ? text.substring(0, i) : text;
      }
    }
    return text;
  }

  /**
   * Joins an access code and the number behind its pause; what comes after a later pause is for
   * whoever answers, and is left out.
   */
  private static Optional<String> withoutPauses(String number, boolean more) {
    StringBuilder joined = new StringBuilder();
    List<String> parts = Splitter.on(',').splitToList(number);
    for (int i = 0; i < parts.size(); i++) {
      if (dialable(joined).chars().filter(Character::isDigit).count() > ACCESS_DIGITS) {
        boolean lost = more && !dialable(String.join("", parts.subList(i, parts.size()))).isEmpty();
        return lost ? Optional.empty() : Optional.of(joined.toString());
      }
      joined.append(TRUNK_ZERO.matcher(parts.get(i)).replaceFirst("$1"));
    }
    return Optional.of(joined.toString());
  }

  private static String dialable(CharSequence number) {
    StringBuilder digits = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      if ("0123456789*#+".indexOf(number.charAt(i)) >= 0) {
        digits.append(number.charAt(i));
      }
    }
    return digits.toString();
  }
}
