package ishmael.simulator.phonesystem.xmpp;

import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFactory;
import org.apache.mina.filter.codec.ProtocolDecoder;
import org.apache.mina.filter.codec.ProtocolEncoder;

/** A codec for each connection. */
final class StanzaCodec implements ProtocolCodecFactory {
  @Override
  public ProtocolEncoder getEncoder(IoSession session) {
    return new StanzaEncoder();
  }

  @Override
  public ProtocolDecoder getDecoder(IoSession session) {
    return new StanzaDecoder();
  }
}
