package ishmael.gateway.doctor;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.Locale;

/**
 * What a step found.
 *
 * @param text one sentence or a few words
 * @param details what else is worth knowing, one a line
 * @param advice one sentence what to do; empty if all is well
 */
public record Outcome(Kind kind, String text, List<String> details, String advice) {

  /** How it is. */
  public enum Kind {
    /** As it should be. */
    OK,
    /** It works, but somebody should know. */
    WARNING,
    /** It does not work. */
    FAILED,
    /** Not tried, because something before failed. */
    SKIPPED;

    /** Returns the name that the admin sees. */
    public String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Outcome {
    details = List.copyOf(details);
  }

  static Outcome ok(String text) {
    return new Outcome(Kind.OK, text, List.of(), "");
  }

  static Outcome warning(String text, String advice) {
    return new Outcome(Kind.WARNING, text, List.of(), advice);
  }

  static Outcome failed(String text, String advice) {
    return new Outcome(Kind.FAILED, text, List.of(), advice);
  }

  /** Splits what the gateway itself would say: first what is, then what to do. */
  static Outcome failed(String sentences) {
    int end = sentences.indexOf(". ");
    return end < 0
        ? failed(sentences, "")
        : failed(sentences.substring(0, end + 1), sentences.substring(end + 2));
  }

  /** Splits what the settings' readers say: {@code what is wrong; what to do}. */
  static Outcome misconfigured(String sentence) {
    int end = sentence.indexOf("; ");
    return end < 0
        ? failed(sentence, "Correct that in the settings file.")
        : failed(
            sentence.substring(0, end) + ".",
            Ascii.toUpperCase(sentence.substring(end + 2, end + 3)) + sentence.substring(end + 3));
  }

  static Outcome skipped(String text) {
    return new Outcome(Kind.SKIPPED, text, List.of(), "");
  }

  Outcome with(List<String> more) {
    return new Outcome(kind, text, more, advice);
  }

  Outcome with(String... more) {
    return with(List.of(more));
  }
}
