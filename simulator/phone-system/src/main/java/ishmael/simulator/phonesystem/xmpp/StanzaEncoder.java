package ishmael.simulator.phonesystem.xmpp;

import java.nio.charset.StandardCharsets;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolEncoderAdapter;
import org.apache.mina.filter.codec.ProtocolEncoderOutput;
import org.apache.vysper.mina.codec.StanzaWriteInfo;
import org.apache.vysper.xml.fragment.Renderer;
import org.apache.vysper.xmpp.writer.StanzaWriter;

/** Writes Vysper's stanzas and our own text; unlike Vysper's it shares no state between threads. */
final class StanzaEncoder extends ProtocolEncoderAdapter {
  @Override
  public void encode(IoSession session, Object message, ProtocolEncoderOutput out) {
    String xml = message instanceof RawXml raw ? raw.text() : render((StanzaWriteInfo) message);
    out.write(IoBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String render(StanzaWriteInfo info) {
    Renderer renderer = new Renderer(info.getStanza());
    StringBuilder xml = new StringBuilder(256);
    if (info.isWriteProlog()) {
      xml.append(StanzaWriter.XML_PROLOG);
    }
    if (info.isWriteOpeningElement()) {
      xml.append(renderer.getOpeningElement());
    }
    if (info.isWriteContent()) {
      xml.append(renderer.getElementContent());
    }
    if (info.isWriteClosingElement()) {
      xml.append(renderer.getClosingElement());
    }
    return xml.toString();
  }
}
