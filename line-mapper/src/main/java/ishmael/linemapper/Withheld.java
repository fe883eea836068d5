package ishmael.linemapper;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What phone systems write where a number is withheld or not known. Source: docs/calls.md, Parties;
 * TAPI, LINECALLPARTYID_ constants.
 */
final class Withheld {
  /** Compared without case, blanks and signs. */
  private static final Map<String, PartyFlag> WORDS =
      Map.ofEntries(
          Map.entry("anonymous", PartyFlag.BLOCKED),
          Map.entry("anonym", PartyFlag.BLOCKED),
          Map.entry("private", PartyFlag.BLOCKED),
          Map.entry("privatenumber", PartyFlag.BLOCKED),
          Map.entry("restricted", PartyFlag.BLOCKED),
          Map.entry("withheld", PartyFlag.BLOCKED),
          Map.entry("blocked", PartyFlag.BLOCKED),
          Map.entry("unavailable", PartyFlag.OUTOFAREA),
          Map.entry("outofarea", PartyFlag.OUTOFAREA),
          Map.entry("unknown", PartyFlag.UNKNOWN),
          Map.entry("unbekannt", PartyFlag.UNKNOWN));

  /** Digits whose end is masked. */
  private static final Pattern PARTIAL = Pattern.compile("\\+?[\\d ()/-]*\\d[\\d ()/-]*[xX]{2,}");

  private Withheld() {}

  /** Returns why there is no number, if a word stands in its place; the name is the second try. */
  static Optional<PartyFlag> flagOf(Party party) {
    String told = party.number().isEmpty() ? party.name() : party.number();
    return Optional.ofNullable(WORDS.get(letters(told)));
  }

  static boolean isWord(String text) {
    return WORDS.containsKey(letters(text));
  }

  /** Says whether only the beginning of the number is known. */
  static boolean isPartial(String number) {
    return (number.endsWith("x") || number.endsWith("X")) && PARTIAL.matcher(number).matches();
  }

  /** Returns the word that stands for a flag, empty if none does. */
  static String wordFor(Set<PartyFlag> flags) {
    if (flags.contains(PartyFlag.BLOCKED)) {
      return "anonymous";
    }
    return flags.contains(PartyFlag.OUTOFAREA) ? "unavailable" : "";
  }

  /** Returns the text's letters in lower case; nothing if it has a digit, as a number has. */
  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return "";
      }
      if (" _<>()-.".indexOf(text.charAt(i)) < 0) {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }
}
