package ishmael.bench;

import org.jivesoftware.smack.packet.IQ;

/** An iq of type get without an address, with any content. */
final class Question extends IQ {
  private static final String CMD_NAMESPACE = "http://www.pascom.net/mobydick";

  private final String module;
  private final String content;

  private Question(String name, String namespace, String module, String content) {
    super(name, namespace);
    this.module = module;
    this.content = content;
    setType(Type.get);
  }

  Question(String name, String namespace, String content) {
    this(name, namespace, "", content);
  }

  /** Returns a command of the phone system. */
  static Question cmd(String module, String content) {
    return new Question("cmd", CMD_NAMESPACE, module, content);
  }

  @Override
  protected IQChildElementXmlStringBuilder getIQChildElementBuilder(
      IQChildElementXmlStringBuilder xml) {
    if (!module.isEmpty()) {
      xml.attribute("module", module);
    }
    if (content.isEmpty()) {
      xml.setEmptyElement();
    } else {
      xml.rightAngleBracket().append(content);
    }
    return xml;
  }
}
