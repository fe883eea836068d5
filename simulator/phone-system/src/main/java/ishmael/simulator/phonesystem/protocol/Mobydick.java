package ishmael.simulator.phonesystem.protocol;

/** The namespace of the interface and the envelope that all of it travels in. */
public final class Mobydick {
  public static final String NAMESPACE = "http://www.pascom.net/mobydick";

  private Mobydick() {}

  static XmlElement.Builder element(String name) {
    return XmlElement.builder(NAMESPACE, name);
  }

  /** Puts a command, an answer or an event into its envelope. */
  static XmlElement cmd(String module, XmlElement child) {
    return element("cmd").attribute("module", module).add(child).build();
  }

  static XmlElement success(String module) {
    return outcome(module, "Success", "Ok");
  }

  /** A refusal of the application layer; travels as a result. */
  public static XmlElement failure(String reason) {
    return outcome("base", "Failure", reason);
  }

  private static XmlElement outcome(String module, String name, String text) {
    return cmd(module, element(name).leaf("message", text).build());
  }
}
