package ishmael.simulator.phonesystem.xmpp;

import java.util.List;
import org.apache.vysper.xmpp.addressing.EntityImpl;
import org.apache.vysper.xmpp.authorization.SASLMechanism;
import org.apache.vysper.xmpp.delivery.failure.ServiceNotAvailableException;
import org.apache.vysper.xmpp.modules.core.base.BaseStreamStanzaDictionary;
import org.apache.vysper.xmpp.modules.core.sasl.SASLStanzaDictionary;
import org.apache.vysper.xmpp.modules.core.starttls.StartTLSStanzaDictionary;
import org.apache.vysper.xmpp.protocol.StanzaProcessor;
import org.apache.vysper.xmpp.server.DefaultServerRuntimeContext;
import org.apache.vysper.xmpp.server.ServerFeatures;
import org.apache.vysper.xmpp.state.resourcebinding.ResourceRegistry;

/** Vysper's server reduced to the stream: opening, STARTTLS and SASL. */
final class StreamServer extends DefaultServerRuntimeContext {
  private final StanzaProcessor processor;

  StreamServer(String domain, ServerIdentity identity, SASLMechanism login, Hub hub) {
    super(
        new EntityImpl(null, domain, null),
        (receiver, stanza, failure) -> {
          throw new ServiceNotAvailableException();
        },
        features(login),
        List.of(
            new BaseStreamStanzaDictionary(),
            new StartTLSStanzaDictionary(),
            new SASLStanzaDictionary()),
        new ResourceRegistry());
    setTlsContextFactory(identity::tls);
    this.processor = new StanzaGate(hub);
  }

  private static ServerFeatures features(SASLMechanism login) {
    ServerFeatures features = new ServerFeatures();
    features.setAuthenticationMethods(List.of(login));
    return features;
  }

  /** Vysper's own hands the stanzas of one client to many threads. */
  @Override
  public StanzaProcessor getStanzaProcessor() {
    return processor;
  }
}
