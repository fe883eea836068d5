package ishmael.gateway.phonesystem.protocol.redirect;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import java.util.Optional;

/**
 * Where a user's calls are forwarded to: answer of redirect.FindOwn, part of UserInfo, and event.
 *
 * @param source the user's extension
 * @param target the number that calls go to; empty if they are not forwarded
 * @param old the target before
 */
public record RedirectEntry(
    Optional<String> source, Optional<String> target, Optional<String> old) {
  /** The element's name. */
  public static final String NAME = "RedirectEntry";

  /** Returns the command redirect.FindOwn, which asks for the account's own entry. */
  public static Element findOwn() {
    return Cmd.of("redirect", Element.of("FindOwn"));
  }

  /** Reads the element. */
  public static RedirectEntry parse(Element element) {
    return new RedirectEntry(
        element.textOf("source"), element.textOf("target"), element.textOf("old"));
  }
}
