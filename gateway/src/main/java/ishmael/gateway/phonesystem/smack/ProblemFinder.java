package ishmael.gateway.phonesystem.smack;

import com.google.common.base.Throwables;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.SmackException.EndpointConnectionException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.sasl.SASLError;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** Finds the sentence that belongs to what Smack throws. */
final class ProblemFinder {
  /** Answers that mean the account itself; trying on may lock it. Source: RFC 6120, 6.5. */
  private static final Set<SASLError> REFUSALS =
      Set.of(
          SASLError.not_authorized,
          SASLError.account_disabled,
          SASLError.credentials_expired,
          SASLError.invalid_authzid);

  private final PhoneSystemOptions options;
  private final String host;

  ProblemFinder(PhoneSystemOptions options) {
    this.options = options;
    this.host = options.connectHost();
  }

  /**
   * Finds what ended an attempt to log in.
   *
   * @param methods is told of a refusal
   * @param offered the login methods of the server
   */
  LinkProblem find(Throwable thrown, LoginMethods methods, List<String> offered) {
    return first(chain(thrown), SASLErrorException.class)
        .filter(e -> REFUSALS.contains(e.getSASLFailure().getSASLError()))
        .filter(e -> methods.refused(e.getMechanism(), offered))
        .map(e -> LinkProblem.otherMethod(host, e.getMechanism()))
        .orElseGet(() -> find(thrown));
  }

  LinkProblem find(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return first(chain, LinkException.class)
        .map(LinkException::problem)
        .or(() -> first(chain, SASLErrorException.class).map(this::sasl))
        .or(() -> first(chain, StreamErrorException.class).map(this::stream))
        .or(() -> first(chain, XMPPErrorException.class).map(this::stanza))
        .or(
            () ->
                first(chain, SmackException.SmackSaslException.class)
                    .map(e -> LinkProblem.noLoginMethod(host)))
        .or(
            () ->
                first(chain, SmackException.SecurityRequiredException.class)
                    .map(e -> LinkProblem.noTls(host)))
        .or(() -> network(chain))
        .or(() -> first(chain, IOException.class).map(e -> LinkProblem.cut(host)))
        .orElseGet(() -> LinkProblem.failed(host));
  }

  private Optional<LinkProblem> network(List<Throwable> chain) {
    int port = options.port();
    return first(chain, UnknownHostException.class)
        .map(e -> LinkProblem.unknownHost(host))
        .or(
            () ->
                first(chain, ConnectException.class)
                    .map(
                        e ->
                            LinkException.text(e).contains("refused")
                                ? LinkProblem.connectionRefused(host, port)
                                : LinkProblem.unreachable(host, port, LinkException.text(e))))
        .or(
            () ->
                first(chain, SSLException.class)
                    .map(e -> LinkProblem.tlsFailed(host, LinkException.text(e))))
        .or(() -> first(chain, XmlPullParserException.class).map(e -> LinkProblem.badXml(host)))
        .or(() -> first(chain, EOFException.class).map(e -> LinkProblem.closedByServer(host)))
        .or(
            () ->
                first(chain, SmackException.NoResponseException.class)
                    .map(e -> LinkProblem.tooSlow(host, options.timing().attemptLimit())))
        .or(
            () ->
                first(chain, EndpointConnectionException.class)
                    .map(e -> LinkProblem.unreachable(host, port, cause(e))));
  }

  private LinkProblem sasl(SASLErrorException e) {
    SASLError error = e.getSASLFailure().getSASLError();
    return REFUSALS.contains(error)
        ? LinkProblem.wrongPassword(options.user())
        : LinkProblem.loginFailed(options.user(), String.valueOf(error).replace('_', '-'));
  }

  private LinkProblem stream(StreamErrorException e) {
    StreamError.Condition condition = e.getStreamError().getCondition();
    if (condition == StreamError.Condition.system_shutdown) {
      return LinkProblem.closedByServer(host);
    }
    return condition == StreamError.Condition.conflict
        ? LinkProblem.conflict(options.user(), options.resource())
        : LinkProblem.endedByServer(host, String.valueOf(condition));
  }

  private LinkProblem stanza(XMPPErrorException e) {
    StanzaError.Condition condition = e.getStanzaError().getCondition();
    return condition == StanzaError.Condition.conflict
        ? LinkProblem.conflict(options.user(), options.resource())
        : LinkProblem.loginFailed(options.user(), String.valueOf(condition));
  }

  private static String cause(EndpointConnectionException e) {
    return e.getConnectionExceptions().stream()
        .map(one -> LinkException.text(one.getException()))
        .findFirst()
        .orElse(LinkException.text(e));
  }

  /** Returns the causes, with those that Smack keeps in a list of its own. */
  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> all = new ArrayList<>(Throwables.getCausalChain(thrown));
    for (Throwable one : List.copyOf(all)) {
      if (one instanceof EndpointConnectionException endpoints) {
        endpoints
            .getConnectionExceptions()
            .forEach(failed -> all.addAll(Throwables.getCausalChain(failed.getException())));
        endpoints
            .getLookupFailures()
            .forEach(failed -> all.addAll(Throwables.getCausalChain(failed.getException())));
      }
    }
    return all;
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> kind) {
    return chain.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
