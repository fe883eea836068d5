package ishmael.simulator.phonesystem.xmpp;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoderOutput;
import org.apache.vysper.charset.CharsetUtil;
import org.apache.vysper.mina.codec.StanzaBuilderFactory;
import org.apache.vysper.xml.decoder.XMPPContentHandler;
import org.apache.vysper.xml.decoder.XMPPDecoder;
import org.apache.vysper.xml.sax.NonBlockingXMLReader;
import org.apache.vysper.xml.sax.impl.DefaultNonBlockingXMLReader;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * Vysper's decoder with two repairs: it tells the end of the stream, and its parsers, which share
 * one static character decoder, take turns.
 *
 * <p>MINA asks for a decoder with each message, so the state is kept in the connection's reader.
 */
final class StanzaDecoder extends XMPPDecoder {
  @Override
  protected boolean doDecode(IoSession session, IoBuffer in, ProtocolDecoderOutput out)
      throws Exception {
    synchronized (CharsetUtil.UTF8_DECODER) {
      NonBlockingXMLReader reader =
          (NonBlockingXMLReader) session.getAttribute(SESSION_ATTRIBUTE_NAME);
      if (reader == null) {
        reader = newReader();
        session.setAttribute(SESSION_ATTRIBUTE_NAME, reader);
      }
      boolean more = super.doDecode(session, in, out);
      if (((StreamHandler) reader.getContentHandler()).takeEnd()) {
        out.write(StreamEnd.INSTANCE);
      }
      return more;
    }
  }

  private static NonBlockingXMLReader newReader() throws SAXException {
    DefaultNonBlockingXMLReader reader = new DefaultNonBlockingXMLReader();
    reader.setFeature(DefaultNonBlockingXMLReader.FEATURE_NAMESPACE_PREFIXES, true);
    reader.setFeature(DefaultNonBlockingXMLReader.FEATURE_RESTART_ALLOWED, true);
    reader.setProperty(DefaultNonBlockingXMLReader.PROPERTY_RESTART_QNAME, "stream:stream");
    reader.setContentHandler(new StreamHandler());
    return reader;
  }

  private static final class StreamHandler extends XMPPContentHandler {
    private int depth;
    private boolean ended;

    StreamHandler() {
      super(new StanzaBuilderFactory());
    }

    @Override
    public void startDocument() throws SAXException {
      depth = 0;
      super.startDocument();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
        throws SAXException {
      depth++;
      super.startElement(uri, localName, qName, attributes);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
      depth--;
      ended |= depth == 0;
      super.endElement(uri, localName, qName);
    }

    boolean takeEnd() {
      boolean was = ended;
      ended = false;
      return was;
    }
  }
}
