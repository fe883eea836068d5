package ishmael.gateway.phonesystem.smack;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.SASLAuthentication;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.xpp3.Xpp3XmlPullParserFactory;

/** What Smack must be told once in a process, before the first connection. */
final class SmackSetup {
  private static final String GSSAPI = "org.jivesoftware.smack.sasl.javax.SASLGSSAPIMechanism";

  /** Held here, as java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger SMACK_LOG = Logger.getLogger("org.jivesoftware.smack");

  private SmackSetup() {}

  /**
   * Prepares Smack; may be called again. A stream is one XML document, and the JDK's parser counts
   * entities per document and ends it at a limit; XPP3 has none. The limits are lifted all the
   * same, should another parser be used within Smack.
   */
  static synchronized void prepare() {
    System.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    System.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    SmackXmlParser.setXmlPullParserFactory(new Xpp3XmlPullParserFactory());
    SmackConfiguration.DEBUG = false;
    // Each end of a link is logged by us, in a sentence; Smack adds a stack trace and stanzas.
    SMACK_LOG.setLevel(Level.SEVERE);
    Smack.ensureInitialized();
    SASLAuthentication.unregisterSASLMechanism(GSSAPI);
    ElementIq.register();
    CmdExtension.register();
  }
}
