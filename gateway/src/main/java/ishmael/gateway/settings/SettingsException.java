package ishmael.gateway.settings;

/**
 * Something an admin has to put right before the gateway can start; the message is one sentence.
 */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  /** Makes the exception from a sentence that says what is wrong and what to do. */
  public SettingsException(String sentence) {
    super(sentence);
  }

  /** Makes the exception from a sentence that says what is wrong and what to do. */
  public SettingsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
