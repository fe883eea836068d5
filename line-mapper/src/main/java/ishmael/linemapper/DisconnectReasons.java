package ishmael.linemapper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a call ended, from the free text that comes with its hang-up. */
final class DisconnectReasons {
  private record Rule(List<String> words, DisconnectMode mode) {}

  /** The first rule with a word in the text wins; texts are compared without blanks and case. */
  private static final List<Rule> UNANSWERED_OUT =
      List.of(
          new Rule(List.of("noanswer", "notanswered", "timeout"), DisconnectMode.NOANSWER),
          new Rule(List.of("donotdisturb", "dnd"), DisconnectMode.DONOTDISTURB),
          new Rule(List.of("congestion"), DisconnectMode.CONGESTION),
          new Rule(List.of("busy"), DisconnectMode.BUSY),
          new Rule(List.of("reject", "declin"), DisconnectMode.REJECT),
          new Rule(
              List.of(
                  "invalid",
                  "unallocated",
                  "unassigned",
                  "badnumber",
                  "wrongnumber",
                  "unknownnumber",
                  "nosuchnumber",
                  "notfound"),
              DisconnectMode.BADADDRESS),
          new Rule(
              List.of("unreachable", "unavail", "offline", "outoforder"),
              DisconnectMode.UNREACHABLE));

  private static final List<Rule> UNANSWERED_IN =
      List.of(
          new Rule(List.of("pickup", "pickedup", "elsewhere"), DisconnectMode.PICKUP),
          new Rule(
              List.of("forward", "redirect", "transfer", "mailbox", "voicemail"),
              DisconnectMode.FORWARDED),
          new Rule(List.of("reject", "declin"), DisconnectMode.REJECT));

  private DisconnectReasons() {}

  /** Returns why the far end did not answer, if the text tells. */
  static Optional<DisconnectMode> ofUnansweredOutbound(String text) {
    return find(UNANSWERED_OUT, text);
  }

  /** Returns where a call went that rang here, if the text tells. */
  static Optional<DisconnectMode> ofUnansweredInbound(String text) {
    return find(UNANSWERED_IN, text);
  }

  private static Optional<DisconnectMode> find(List<Rule> rules, String text) {
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return rules.stream()
        .filter(rule -> rule.words().stream().anyMatch(letters::contains))
        .map(Rule::mode)
        .findFirst();
  }
}
