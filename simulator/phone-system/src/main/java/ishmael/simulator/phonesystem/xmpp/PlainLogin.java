package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.vysper.xml.fragment.XMLText;
import org.apache.vysper.xmpp.addressing.EntityImpl;
import org.apache.vysper.xmpp.authorization.AuthorizationResponses;
import org.apache.vysper.xmpp.authorization.SASLMechanism;
import org.apache.vysper.xmpp.protocol.SessionStateHolder;
import org.apache.vysper.xmpp.server.SessionContext;
import org.apache.vysper.xmpp.server.SessionState;
import org.apache.vysper.xmpp.stanza.Stanza;

/**
 * SASL PLAIN for the engine's users, in UTF-8.
 *
 * <p>Source: RFC 4616. Vysper's own reads the bytes one by one and so knows ASCII passwords only.
 */
final class PlainLogin implements SASLMechanism {
  private final Engine engine;
  private final String domain;
  private final AuthorizationResponses responses = new AuthorizationResponses();

  PlainLogin(Engine engine, String domain) {
    this.engine = engine;
    this.domain = domain;
  }

  @Override
  public String getName() {
    return "PLAIN";
  }

  @Override
  public Stanza started(SessionContext session, SessionStateHolder state, Stanza auth) {
    XMLText text = auth.getInnerText();
    Optional<List<String>> parts = parts(text == null ? "" : text.getText().strip());
    if (parts.isEmpty()) {
      return responses.getFailureMalformedRequest();
    }
    Optional<UserAccount> user = authenticated(parts.get().get(1), parts.get().get(2));
    if (user.isEmpty()) {
      return responses.getFailureNotAuthorized();
    }
    String node = user.get().name().toLowerCase(Locale.ROOT);
    session.setInitiatingEntity(new EntityImpl(node, domain, null));
    state.setState(SessionState.AUTHENTICATED);
    return responses.getSuccess();
  }

  /** Authorization identity, user name and password, or empty if it is not that. */
  static Optional<List<String>> parts(String base64) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= decoded.length; i++) {
      if (i == decoded.length || decoded[i] == 0) {
        parts.add(new String(decoded, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return parts.size() == 3 ? Optional.of(parts) : Optional.empty();
  }

  private Optional<UserAccount> authenticated(String login, String password) {
    int at = login.lastIndexOf('@');
    String name = at < 0 ? login : login.substring(0, at);
    if (at >= 0 && !login.substring(at + 1).equalsIgnoreCase(domain)) {
      return Optional.empty();
    }
    return engine.findUser(name).filter(user -> same(user.password(), password));
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
