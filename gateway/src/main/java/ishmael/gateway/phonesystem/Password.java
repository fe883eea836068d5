package ishmael.gateway.phonesystem;

import java.text.Normalizer;

/** A password that does not show itself in logs, traces and exception texts. */
public final class Password {
  private final String text;

  /**
   * Takes the password in Unicode's composed form (NFC), as keyboards produce it: servers compare
   * octets, and an umlaut has two spellings.
   */
  public Password(CharSequence text) {
    this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Returns the password itself, for the login only. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "(password)";
  }
}
