package ishmael.simulator.phonesystem.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.session.DummySession;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.AbstractProtocolDecoderOutput;
import org.apache.vysper.xml.fragment.XMLElement;
import org.junit.jupiter.api.Test;

/** However the bytes of a stream are cut, the same stanzas come out. */
class StanzaDecoderTest {
  private static final String OPENING =
      "<?xml version='1.0'?><stream:stream to='mobydick' xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

  private static final String STANZAS =
      "<iq type='set' id='a-1'><cmd xmlns='http://www.pascom.net/mobydick' module=\"base\">"
          + "<Dial name='K\u00e4pt&apos;n &lt;M\u00f6w&gt; \ud83d\udc0b'/><empty a=''/>"
          + "<text>\ud83d\udc0b &amp; S\u00f6hne\n</text></cmd></iq> "
          + "<presence/><iq to='mobydick' id='x8' type='error'><error type='cancel'>"
          + "<feature-not-implemented xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
          + "<iq id=\"i0000000000000007-12\" type='get'><ping xmlns='urn:xmpp:ping'/></iq>";

  @Test
  void decode_cutAtEveryByte_isTheSame() throws Exception {
    byte[] bytes = (OPENING + STANZAS).getBytes(StandardCharsets.UTF_8);
    List<XmlElement> whole = decoded(bytes);
    assertThat(whole)
        .extracting(XmlElement::name)
        .containsExactly("stream", "iq", "presence", "iq", "iq");
    XmlElement cmd = whole.get(1).children().get(0);
    assertThat(cmd.children().get(0).attribute("name"))
        .isEqualTo("K\u00e4pt'n <M\u00f6w> \ud83d\udc0b");
    assertThat(cmd.childText("text")).isEqualTo("\ud83d\udc0b & S\u00f6hne\n");

    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] head = Arrays.copyOf(bytes, cut);
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(decoded(head, tail)).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void decode_byteByByte_isTheSame() throws Exception {
    byte[] bytes = (OPENING + STANZAS).getBytes(StandardCharsets.UTF_8);
    byte[][] single = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      single[i] = new byte[] {bytes[i]};
    }

    assertThat(decoded(single)).isEqualTo(decoded(bytes));
  }

  private static List<XmlElement> decoded(byte[]... pieces) throws Exception {
    IoSession session = new DummySession();
    Collected out = new Collected();
    for (byte[] piece : pieces) {
      new StanzaCodec().getDecoder(session).decode(session, IoBuffer.wrap(piece), out);
    }
    List<XmlElement> stanzas = new ArrayList<>();
    out.getMessageQueue().forEach(one -> stanzas.add(StanzaGate.converted((XMLElement) one)));
    return stanzas;
  }

  private static final class Collected extends AbstractProtocolDecoderOutput {
    @Override
    public void flush(NextFilter nextFilter, IoSession session) {
      throw new UnsupportedOperationException("the test reads the queue itself");
    }
  }
}
