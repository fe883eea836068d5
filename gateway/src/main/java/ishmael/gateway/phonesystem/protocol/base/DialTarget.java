package ishmael.gateway.phonesystem.protocol.base;

import ishmael.gateway.phonesystem.protocol.Element;

/** What is dialled. */
public sealed interface DialTarget {

  /**
   * A number.
   *
   * @param prefix digits that the phone system puts in front, or {@code auto} for its own rules
   */
  record Digits(String target, String prefix) implements DialTarget {}

  /** The number that the phone system keeps in a setting of this name. */
  record Setting(String name) implements DialTarget {}

  /** Returns a number that the phone system normalises itself. */
  static DialTarget number(String target) {
    return new Digits(target, "auto");
  }

  /** Returns the command with this target in it. */
  default Element on(Element command) {
    if (this instanceof Digits digits) {
      return command.with("target", digits.target()).with("prefix", digits.prefix());
    }
    return command.with("viasetting", ((Setting) this).name());
  }
}
