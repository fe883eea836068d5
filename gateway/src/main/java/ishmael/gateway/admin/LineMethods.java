package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.Params;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.domain.IsolationControl;
import ishmael.gateway.domain.IsolationReport;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lines.*}, {@code sessions.*} and {@code isolation.subscribe}. Any thread. */
final class LineMethods {
  private final IsolationControl control;
  private final SessionList sessions;

  LineMethods(IsolationControl control, Sessions sessions) {
    this.control = control;
    this.sessions = new SessionList(sessions);
  }

  Map<String, Method> all() {
    return Map.of(
        "lines.list", this::lines,
        "lines.release", this::release,
        "sessions.list", this::sessions,
        "isolation.subscribe", LineMethods::subscribe);
  }

  private IsolationReport report() throws RpcException, InterruptedException {
    return Waiting.on(control.isolation(), "The gateway");
  }

  private JsonNode lines(Params params, AdminPeer peer) throws RpcException, InterruptedException {
    params.finish();
    IsolationReport report = report();
    ObjectNode result = Views.object();
    result.put("policy", Views.word(report.policy().mode()));
    ArrayNode lines = result.putArray("lines");
    report.lines().forEach(line -> lines.add(Views.line(line, report.holderOf(line.user()))));
    return result;
  }

  private JsonNode release(Params params, AdminPeer peer)
      throws RpcException, InterruptedException {
    String named = params.text("line");
    params.finish();
    UserName line = new LineSearch(report().lines()).find(named);
    List<Claim> ended = Waiting.on(control.release(line, peer.name()), "The gateway");
    if (ended.isEmpty()) {
      throw new RpcException(ErrorCode.NOT_HELD, "Nobody holds the line of " + line + ".");
    }
    ObjectNode result = Views.object().put("line", line.value());
    result.set("ended", Views.claims(ended));
    return result;
  }

  private JsonNode sessions(Params params, AdminPeer peer)
      throws RpcException, InterruptedException {
    params.finish();
    List<WindowsSession> listed = sessions.now();
    IsolationReport report = report();
    Owners owners = new Owners(report);
    ObjectNode result = Views.object().put("policy", Views.word(report.policy().mode()));
    ArrayNode shown = result.putArray("sessions");
    Set<Integer> ids = new HashSet<>();
    for (WindowsSession session : listed) {
      ids.add(session.id());
      Optional<Claim> held = held(report, session.id());
      shown.add(Views.session(session, owners.linesOf(session.account(), held), held));
    }
    for (Claim claim : report.claims()) {
      if (ids.add(claim.session())) {
        shown.add(Views.unlisted(claim, owners.linesOf(claim.account())));
      }
    }
    return result;
  }

  private static Optional<Claim> held(IsolationReport report, int session) {
    return report.claims().stream().filter(claim -> claim.session() == session).findFirst();
  }

  private static JsonNode subscribe(Params params, AdminPeer peer) throws RpcException {
    params.finish();
    peer.subscribe();
    return Views.object();
  }
}
