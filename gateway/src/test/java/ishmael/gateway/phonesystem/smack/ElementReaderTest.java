package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemEvent;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the text of a stanza through Smack to our values. */
class ElementReaderTest {
  private static final String NS = "http://www.pascom.net/mobydick";
  private static final String BELL =
      "<ChannelEvent><eventType>ringing</eventType><eventId>SIP/bell-1</eventId></ChannelEvent>";

  @BeforeAll
  static void prepare() {
    SmackSetup.prepare();
  }

  private static Element element(String xml) throws Exception {
    XmlPullParser parser = SmackXmlParser.newXmlParser(new StringReader(xml));
    parser.next();
    return ElementReader.read(parser);
  }

  private static Inbound inbound(String stanza) throws Exception {
    XmlPullParser parser = PacketParserUtils.getParserFor(stanza);
    List<Inbound> read =
        new InboundReader("purser", "mobydick")
            .read(PacketParserUtils.parseStanza(parser, XmlEnvironment.EMPTY));
    assertThat(read).hasSize(1);
    return read.get(0);
  }

  private static Inbound told(String cmd) throws Exception {
    return inbound(
        "<message xmlns='jabber:client' from='pbx.mobydick' to='purser@mobydick/desk'>%s</message>"
            .formatted(cmd));
  }

  private static Inbound answered(String child) throws Exception {
    return inbound(
        "<iq xmlns='jabber:client' type='result' id='q-1' to='purser@mobydick/desk'>%s</iq>"
            .formatted(child));
  }

  private static String literal(String file) throws Exception {
    try (var in = ElementReaderTest.class.getResourceAsStream("/stanzas/" + file + ".xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel-event",
        "channel-event-empty",
        "pickup-event",
        "set-location",
        "journal-entry",
        "redirect-entry",
        "queue-member-states"
      })
  void event_literal_isReadAsByTheJdk(String file) throws Exception {
    assertThat(element(literal(file))).isEqualTo(Stanzas.file(file));
    assertThat(told(literal(file)))
        .isEqualTo(new Inbound.Told(PhoneSystemEvent.parse(Stanzas.file(file))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "success",
        "failure",
        "user-info",
        "user-info-bare",
        "subscription-list",
        "redirect-entry",
        "journal-list",
        "phonebook-list"
      })
  void answer_literal_isReadAsByTheJdk(String file) throws Exception {
    assertThat(element(literal(file))).isEqualTo(Stanzas.file(file));
    assertThat(answered(literal(file)))
        .isEqualTo(new Inbound.Answer("q-1", PhoneSystemAnswer.parse(Stanzas.file(file))));
  }

  @Test
  void event_otherPrefix_isTheSame() throws Exception {
    String prefixed =
        "<w:cmd xmlns:w='%s' module='nowhere'>%s</w:cmd>"
            .formatted(NS, BELL.replace("</", "<:").replace("<", "<w:").replace("<w::", "</w:"));

    assertThat(prefixed).contains("<w:eventId>SIP/bell-1</w:eventId>");
    assertThat(told(prefixed))
        .isEqualTo(told("<cmd xmlns='%s' module='base'>%s</cmd>".formatted(NS, BELL)))
        .isInstanceOf(Inbound.Told.class);
  }

  @Test
  void answer_otherPrefix_isTheSame() throws Exception {
    assertThat(
            answered(
                "<w:cmd xmlns:w='%s'><w:Success><w:message>Aye</w:message></w:Success></w:cmd>"
                    .formatted(NS)))
        .isEqualTo(new Inbound.Answer("q-1", new PhoneSystemAnswer.Success("Aye")));
  }

  @Test
  void text_blanksCommentsAndCdata_isReadAsOne() throws Exception {
    Element read =
        element(
            "<a xmlns='urn:a'>\n  <b> sea <!-- no -->&amp; <![CDATA[<sky>]]>\ud83d\udc0b&#xe4; </b>\n"
                + "  <c><!-- empty --></c><d>  </d>\n</a>");

    assertThat(read.textOf("b")).contains("sea & <sky>\ud83d\udc0b\u00e4");
    assertThat(read.textOf("c")).isEmpty();
    assertThat(read.textOf("d")).isEmpty();
    assertThat(read.text()).isEmpty();
    assertThat(element("<a xmlns='urn:a'> one<b/>  <b/> two </a>").text()).isEqualTo("one   two");
  }

  /** XPP3 keeps 16 bits of a reference; characters that are written as such are whole. */
  @Test
  void text_referenceBeyond16Bits_isAnotherCharacterAndNothingElse() throws Exception {
    assertThat(element("<a xmlns='urn:a'>w&#x1F40B;w</a>").text()).isEqualTo("w\uf40bw");
  }

  @Test
  void elements_ofOtherNamespaces_areSkipped() throws Exception {
    Element read =
        element(
            "<a xmlns='urn:a' xmlns:z='urn:z' k='1' z:k='2' xml:lang='en'><z:b>no<b>no</b></z:b>"
                + "<b xmlns='urn:z'><b/></b><b xmlns='urn:a'>yes</b><z:b/></a>");

    assertThat(read).isEqualTo(Element.of("a").with("k", "1").containing(Element.of("b", "yes")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<cmd xmlns='urn:other'><Success/></cmd>",
        "<cmd xmlns='http://www.pascom.net/mobydick'/>",
        "<ping xmlns='urn:xmpp:ping'/>"
      })
  void answer_ofNothingKnown_isAnAnswer(String child) throws Exception {
    assertThat(answered(child)).isEqualTo(new Inbound.Answer("q-1", PhoneSystemAnswer.nothing()));
  }

  @Test
  void answer_roster_isRead() throws Exception {
    assertThat(answered(literal("roster")))
        .isInstanceOfSatisfying(
            Inbound.Roster.class, roster -> assertThat(roster.items()).hasSize(2));
  }

  @Test
  void element_tooDeepOrTooBig_isRefused() {
    String deep = "<a xmlns='urn:a'>" + "<a>".repeat(40) + "</a>".repeat(40) + "</a>";
    String big = "<a xmlns='urn:a'>" + "<a/>".repeat(200_001) + "</a>";
    String skipped = "<a xmlns='urn:a'><b xmlns='urn:b'>" + "<c/>".repeat(200_001) + "</b></a>";

    assertThatThrownBy(() -> element(deep)).isInstanceOf(SmackParsingException.class);
    assertThatThrownBy(() -> element(big)).isInstanceOf(SmackParsingException.class);
    assertThatCode(() -> element(skipped)).doesNotThrowAnyException();
  }
}
