package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.util.function.Function;

/** What a command is answered with. */
public sealed interface Reply {
  /** An iq of type result; refusals of the phone system are results too. */
  record Result(XmlElement cmd) implements Reply {}

  /** An iq of type error. */
  record Refusal(String condition) implements Reply {}

  default <T> T fold(Function<XmlElement, T> result, Function<String, T> refusal) {
    if (this instanceof Result it) {
      return result.apply(it.cmd());
    }
    return refusal.apply(((Refusal) this).condition());
  }
}
