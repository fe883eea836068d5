package ishmael.gateway.audit;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes as {@code \\uXXXX} what JSON demands, and what a viewer could take for the end of a line
 * or obey as an order to turn the text round: controls, line and paragraph separators, format
 * characters, halves of surrogate pairs.
 */
final class SafeEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;

  private static final int DELETE = 0x7F;

  private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

  SafeEscapes() {
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int unit) {
    boolean escaped =
        switch (Character.getType(unit)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE ->
              true;
          default -> false;
        };
    return escaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", unit)) : null;
  }
}
