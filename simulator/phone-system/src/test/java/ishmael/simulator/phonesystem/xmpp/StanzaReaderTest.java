package ishmael.simulator.phonesystem.xmpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {
  private static final String OPENING =
      "<?xml version='1.0'?><stream:stream to='mobydick' xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

  private static final String STANZAS =
      "<iq type='set' id='a-1'><cmd xmlns='http://www.pascom.net/mobydick' module=\"base\">"
          + "<Dial name='K\u00e4pt&apos;n &lt;M\u00f6w&gt; \ud83d\udc0b'/><empty a=''/>"
          + "<text>\ud83d\udc0b &amp;lt; S\u00f6hne\n<![CDATA[<x>]]></text></cmd></iq> "
          + "<presence/><iq to='mobydick' id='x8' type='error'><error type='cancel'>"
          + "<feature-not-implemented xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
          + "<iq id=\"i0000000000000007-12\" type='get'><ping xmlns='urn:xmpp:ping'/></iq>\n";

  private static final String END = "</stream:stream>";

  /** However the bytes of a stream are cut, the same stanzas come out. */
  @Test
  void next_cutAtEveryByte_isTheSame() throws Exception {
    byte[] bytes = (OPENING + STANZAS + END).getBytes(UTF_8);
    List<XmlElement> whole = read(new ByteArrayInputStream(bytes), 0);
    assertThat(whole).extracting(XmlElement::name).containsExactly("iq", "presence", "iq", "iq");
    XmlElement cmd = whole.get(0).children().get(0);
    assertThat(cmd.children().get(0).attribute("name"))
        .isEqualTo("K\u00e4pt'n <M\u00f6w> \ud83d\udc0b");
    assertThat(cmd.childText("text")).isEqualTo("\ud83d\udc0b &lt; S\u00f6hne\n<x>");

    for (int cut = 1; cut < bytes.length; cut++) {
      InputStream head = new ByteArrayInputStream(Arrays.copyOf(bytes, cut));
      InputStream tail = new ByteArrayInputStream(Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(read(new SequenceInputStream(head, tail), 0)).as("at %d", cut).isEqualTo(whole);
    }
  }

  /** A stanza is told when its last byte is there: a parser that looks ahead would wait. */
  @Test
  void next_nothingBehindTheStanza_doesNotReadOn() throws Exception {
    InputStream bytes = new ByteArrayInputStream((OPENING + "<a/>").getBytes(UTF_8));
    InputStream oneByOne =
        new InputStream() {
          @Override
          public int read() throws IOException {
            int next = bytes.read();
            assertThat(next).as("read beyond the stanza").isNotNegative();
            return next;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            buffer[offset] = (byte) read();
            return 1;
          }
        };

    assertThat(new StanzaReader(oneByOne, 0).next()).isPresent();
  }

  /** With the parser's own limit of a thousand, set here, the stream would end. */
  @Test
  void next_manyReferences_areNotCounted() throws Exception {
    String property = "jdk.xml.totalEntitySizeLimit";
    System.setProperty(property, "1000");
    try {
      String many = "<a b='&lt;'>&amp;</a>".repeat(5_000);
      assertThat(read(OPENING + many + END)).hasSize(5_000);
    } finally {
      System.clearProperty(property);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a><b></a></b>",
        "<a>&undefined;</a>",
        "<a b='&undefined;'/>",
        "<a>&#1;</a>",
        "<x:a/>",
        "<a b='1' b='2'/>",
        "<a>\u0001</a>",
      })
  void next_brokenXml_endsTheStream(String xml) {
    assertThatThrownBy(() -> read(OPENING + xml + END))
        .isInstanceOf(StreamError.class)
        .hasMessage("not-well-formed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!-- x -->", "<?pi x?>", "<a><!-- x --></a>"})
  void next_restrictedXml_endsTheStream(String xml) {
    assertThatThrownBy(() -> read(OPENING + xml + END))
        .isInstanceOf(StreamError.class)
        .hasMessage("restricted-xml");
  }

  @Test
  void opening_withDocumentType_endsTheStream() {
    assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY e 'x'>]>" + OPENING))
        .isInstanceOf(StreamError.class);
  }

  @Test
  void opening_ofSomethingElse_endsTheStream() {
    assertThatThrownBy(() -> read("<html/>"))
        .isInstanceOf(StreamError.class)
        .hasMessage("invalid-namespace");
  }

  @Test
  void next_notUtf8_isNotWellFormed() {
    byte[] bytes = (OPENING + "<a>\u00e4</a>" + END).getBytes(ISO_8859_1);
    assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes), 0))
        .isInstanceOf(StreamError.class)
        .hasMessage("not-well-formed");
  }

  @Test
  void next_connectionEndsWithinTheStream_isNoFaultOfTheXml() {
    assertThatThrownBy(() -> read(OPENING + "<a>")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read(OPENING + "<a/>")).isInstanceOf(EOFException.class);
  }

  @Test
  void next_tooDeep_endsTheStream() throws Exception {
    assertThat(read(OPENING + "<a>".repeat(500) + "</a>".repeat(500) + END)).hasSize(1);
    assertThatThrownBy(() -> read(OPENING + "<a>".repeat(501) + "</a>".repeat(501) + END))
        .isInstanceOf(StreamError.class)
        .hasMessage("policy-violation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>%s</a>", "<a b='%s'/>"})
  void next_longerThanTheLimit_endsTheStream(String form) throws Exception {
    String fits = form.formatted("x".repeat(80_000));
    assertThat(read(stream(OPENING + fits + fits + fits + END), 100_000)).hasSize(3);
    assertThatThrownBy(
            () -> read(stream(OPENING + form.formatted("x".repeat(120_000)) + END), 100_000))
        .isInstanceOf(StreamError.class)
        .hasMessage("policy-violation");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<XmlElement> read(String text) throws Exception {
    return read(stream(text), 0);
  }

  private static List<XmlElement> read(InputStream in, long limit) throws Exception {
    StanzaReader reader = new StanzaReader(in, limit);
    List<XmlElement> stanzas = new ArrayList<>();
    for (Optional<XmlElement> next = reader.next(); next.isPresent(); next = reader.next()) {
      stanzas.add(next.get());
    }
    return stanzas;
  }
}
