package ishmael.gateway.phonesystem.protocol;

import java.util.Optional;

/**
 * The envelope of commands, answers and events: {@code <cmd module="…">} around one element. The
 * module of what comes in is not reliable, so only the inner element's name tells what it is.
 */
public final class Cmd {
  /** The name of the envelope. */
  public static final String NAME = "cmd";

  /** The namespace of everything in it. */
  public static final String NAMESPACE = "http://www.pascom.net/mobydick";

  private Cmd() {}

  /** Puts a command into its envelope. */
  public static Element of(String module, Element command) {
    return Element.of(NAME).with("module", module).containing(command);
  }

  /** Returns the element of this name, whatever module it came under. */
  public static Optional<Element> find(Element cmd, String name) {
    return cmd.child(name);
  }
}
