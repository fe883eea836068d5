package ishmael.simulator.phonesystem.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.io.EOFException;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** SASL as XMPP writes it. Source: RFC 6120, 6.4. */
final class SaslDialogue {
  static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-sasl";
  private static final int MAX_ATTEMPTS = 5;

  private final Reception reception;
  private final Wire wire;
  private final StanzaReader in;

  SaslDialogue(Reception reception, Wire wire, StanzaReader in) {
    this.reception = reception;
    this.wire = wire;
    this.in = in;
  }

  /**
   * Goes on until the client is in; empty if it closed its stream.
   *
   * @param first the client's first {@code auth}
   * @throws StreamError if it said something else, or failed too often
   */
  Optional<UserAccount> run(XmlElement first) throws IOException, StreamError {
    Optional<XmlElement> next = Optional.of(first);
    for (int i = 0; i < MAX_ATTEMPTS && next.isPresent(); i++) {
      Optional<UserAccount> user = attempt(expected("auth", next.get()));
      if (user.isPresent()) {
        return user;
      }
      next = in.next();
    }
    if (next.isPresent()) {
      throw new StreamError("policy-violation");
    }
    return Optional.empty();
  }

  private static XmlElement expected(String name, XmlElement element) throws StreamError {
    if (!element.namespace().equals(NAMESPACE) || !element.name().equals(name)) {
      throw new StreamError("not-authorized");
    }
    return element;
  }

  private Optional<UserAccount> attempt(XmlElement auth) throws IOException, StreamError {
    Optional<SaslMechanism> mechanism =
        reception.options().mechanisms().stream()
            .filter(one -> one.wireName().equals(auth.attribute("mechanism")))
            .findFirst();
    if (mechanism.isEmpty()) {
      return failed("invalid-mechanism");
    }
    SaslExchange exchange = mechanism.get().begin(reception.accounts());
    XmlElement said = auth.text().isBlank() ? challenged("") : auth;
    while (!said.name().equals("abort")) {
      byte[] data;
      try {
        data = decoded(said.text().strip());
      } catch (IllegalArgumentException e) {
        return failed("incorrect-encoding");
      }
      SaslExchange.Step step = exchange.next(data);
      if (step instanceof SaslExchange.Challenge challenge) {
        said = challenged(challenge.data());
      } else if (step instanceof SaslExchange.Success success) {
        say("success", success.data());
        return Optional.of(success.user());
      } else {
        return failed(((SaslExchange.Failure) step).condition());
      }
    }
    return failed("aborted");
  }

  /** Challenges the client and waits for what it says to that: a response, or that it gives up. */
  private XmlElement challenged(String data) throws IOException, StreamError {
    say("challenge", data);
    XmlElement said =
        in.next().orElseThrow(() -> new EOFException("The client left in the middle of a login"));
    return said.name().equals("abort") ? said : expected("response", said);
  }

  private static byte[] decoded(String text) {
    return text.equals("=") ? new byte[0] : Base64.getDecoder().decode(text);
  }

  private void say(String name, String data) throws IOException {
    wire.write(
        XmlElement.builder(NAMESPACE, name)
            .text(Base64.getEncoder().encodeToString(data.getBytes(UTF_8)))
            .build()
            .toXml(Iq.CLIENT));
  }

  private Optional<UserAccount> failed(String condition) throws IOException {
    wire.write(
        XmlElement.builder(NAMESPACE, "failure").leaf(condition, "").build().toXml(Iq.CLIENT));
    return Optional.empty();
  }
}
