package ishmael.gateway.phonesystem.smack;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** An element that makes Smack's reader fail in the way that its attribute names. */
final class Bomb extends ExtensionElementProvider<StandardExtensionElement>
    implements AutoCloseable {
  private static final String NAME = "bomb";
  private static final String NAMESPACE = "urn:example:bomb";

  private static final Map<String, Throwable> FUSES =
      Map.of(
          "io", new IOException("a bomb"),
          "parsing", new SmackParsingException("a bomb"),
          "runtime", new IllegalStateException("a bomb"),
          "null", new NullPointerException("a bomb"),
          "assertion", new AssertionError("a bomb"),
          "linkage", new NoClassDefFoundError("a bomb"),
          "stack", new StackOverflowError("a bomb"));

  private final CountDownLatch closed = new CountDownLatch(1);

  Bomb() {
    ProviderManager.addExtensionProvider(NAME, NAMESPACE, this);
  }

  /** Returns a message that holds a bomb; "stuck" does not fail but never returns. */
  String message(String fuse) {
    return "<message from='pbx.mobydick'><bomb xmlns='"
        + NAMESPACE
        + "' fuse='"
        + fuse
        + "'><a/><b>text</b></bomb></message>";
  }

  @Override
  public StandardExtensionElement parse(XmlPullParser parser, int depth, XmlEnvironment environment)
      throws XmlPullParserException, IOException, SmackParsingException {
    String fuse = parser.getAttributeValue("", "fuse");
    if (fuse.equals("stuck")) {
      wait(closed);
    }
    Throwable bomb = FUSES.getOrDefault(fuse, new IllegalArgumentException(fuse));
    if (bomb instanceof IOException io) {
      throw io;
    }
    if (bomb instanceof SmackParsingException parsing) {
      throw parsing;
    }
    if (bomb instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) bomb;
  }

  private static void wait(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ProviderManager.removeExtensionProvider(NAME, NAMESPACE);
    closed.countDown();
  }
}
