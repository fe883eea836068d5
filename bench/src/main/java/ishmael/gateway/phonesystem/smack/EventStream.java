package ishmael.gateway.phonesystem.smack;

import com.google.common.io.Resources;
import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jivesoftware.smack.xml.xpp3.Xpp3XmlPullParserFactory;

/** A stream with four kinds of ChannelEvent in turn, read by one parser as on a connection. */
final class EventStream {
  /** How many stanzas the stream has. */
  static final int STANZAS = 64;

  private static final List<ChannelEventType> KINDS =
      List.of(
          ChannelEventType.RINGING,
          ChannelEventType.BUSY,
          ChannelEventType.HOLD,
          ChannelEventType.HANGUP);

  private final String xml;

  private EventStream(String xml) {
    this.xml = xml;
  }

  static EventStream read() {
    StringBuilder text =
        new StringBuilder(
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                + " version='1.0' from='mobydick' id='1' xml:lang='en'>");
    String round = text("ringing.xml") + text("busy.xml") + text("hold.xml") + text("hangup.xml");
    text.append(round.repeat(STANZAS / KINDS.size())).append("</stream:stream>");
    return new EventStream(text.toString());
  }

  private static String text(String file) {
    try {
      return Resources.toString(
          Resources.getResource(EventStream.class, file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prepares Smack with the gateway's parser and nothing else of the gateway. */
  static void prepareBareSmack() {
    SmackXmlParser.setXmlPullParserFactory(new Xpp3XmlPullParserFactory());
    org.jivesoftware.smack.Smack.ensureInitialized();
  }

  /** Parses each stanza as Smack's reader thread does and hands it over. */
  void forEach(Consumer<Stanza> taker)
      throws XmlPullParserException, IOException, SmackParsingException {
    XmlPullParser parser = SmackXmlParser.newXmlParser(new StringReader(xml));
    parser.next();
    XmlEnvironment environment = XmlEnvironment.from(parser);
    while (true) {
      switch (parser.next()) {
        case START_ELEMENT -> taker.accept(PacketParserUtils.parseStanza(parser, environment));
        case END_ELEMENT -> {
          return;
        }
        default -> {
          // The line break between two stanzas.
        }
      }
    }
  }

  /** Makes sure that the decoder understands all that it is measured with. */
  void check(Decoder decoder) throws XmlPullParserException, IOException, SmackParsingException {
    List<ChannelEvent> events = new ArrayList<>();
    forEach(stanza -> events.add((ChannelEvent) decoder.decode(stanza)));
    for (int i = 0; i < STANZAS; i++) {
      ChannelEvent event = events.get(i);
      int labels = i % KINDS.size() < 2 ? 2 : 0;
      require(
          event.type() == KINDS.get(i % KINDS.size()) && event.labels().size() == labels,
          "not what was written: " + event);
    }
    require(events.get(0).source().name().equals("Bäckerei Müller & Söhne"), "umlauts are lost");
    require(events.size() == STANZAS, "stanzas are lost");
  }

  /** Makes sure that Smack reads all with its own means. */
  void checkBare() throws XmlPullParserException, IOException, SmackParsingException {
    List<Stanza> stanzas = new ArrayList<>();
    forEach(stanzas::add);
    require(stanzas.size() == STANZAS, "stanzas are lost");
    require(
        stanzas.get(0).getExtension(Cmd.NAMESPACE) instanceof StandardExtensionElement,
        "a provider is registered");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }
}
