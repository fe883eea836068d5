package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import org.jivesoftware.smack.SASLAuthentication;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.xpp3.Xpp3XmlPullParserFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is set once for all links, and a stream that is longer than the JDK's parser allows. */
@Timeout(120)
class LongStreamTest {
  /** The limit of entity references in one document since Java 24. */
  private static final int JDK_LIMIT = 100_000;

  private static final int EVENTS = 2_100;

  @Test
  void prepare_smack_isSetAsTheLinkNeedsIt() {
    SmackSetup.prepare();

    assertThat(SmackXmlParser.getXmlPullParserFactory())
        .isInstanceOf(Xpp3XmlPullParserFactory.class);
    assertThat(SmackConfiguration.DEBUG).isFalse();
    assertThat(SASLAuthentication.getRegisterdSASLMechanisms().keySet())
        .noneMatch(name -> name.contains("GSSAPI"))
        .anyMatch(name -> name.contains("SASLPlain"));
    assertThat(System.getProperty("jdk.xml.totalEntitySizeLimit")).isEqualTo("0");
  }

  @Test
  void received_moreEntitiesThanTheJdkAllows_linkGoesOn() throws Exception {
    try (Harness harness = new Harness()) {
      harness.online();
      String name = "&amp;&lt;&gt;&quot;&apos;".repeat(10);
      int references = 0;
      for (int i = 0; i < EVENTS; i += 100) {
        StringBuilder many = new StringBuilder();
        for (int j = 0; j < 100; j++) {
          many.append(event(name, i + j));
          references += 50;
        }
        harness.raw(many.toString());
        String last = "SIP/long-" + (i + 99);
        ChannelEvent event =
            harness.recorder.next(ChannelEvent.class, one -> one.channel().value().equals(last));
        assertThat(event.source().name()).isEqualTo("&<>\"'".repeat(10));
      }
      assertThat(references).isGreaterThan(JDK_LIMIT);
      assertThat(harness.recorder.taken().stream().filter(ChannelEvent.class::isInstance))
          .hasSize(EVENTS);
    }
  }

  private static String event(String name, int number) {
    return "<message from='pbx.mobydick'><cmd xmlns='http://www.pascom.net/mobydick' module='base'>"
        + "<ChannelEvent><eventType>rename</eventType><eventId>SIP/long-"
        + number
        + "</eventId><sourceName>"
        + name
        + "</sourceName></ChannelEvent></cmd></message>";
  }
}
