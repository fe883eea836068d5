package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.Params;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.domain.IsolationControl;
import ishmael.gateway.domain.IsolationReport;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** {@code policy.*} and {@code map.*}. Any thread; changes are made one after the other. */
final class PolicyMethods {
  private static final int MAX_ACCOUNT = 256;

  /** What becomes of a policy. */
  private interface Change {
    IsolationPolicy of(IsolationReport report) throws RpcException;
  }

  private final IsolationControl control;
  private final PolicyStore store;

  /** Held from reading the policy to the end of its change. */
  private final ReentrantLock changing = new ReentrantLock();

  PolicyMethods(IsolationControl control, PolicyStore store) {
    this.control = control;
    this.store = store;
  }

  Map<String, Method> all() {
    return Map.of(
        "policy.get", this::policy,
        "policy.set", this::setPolicy,
        "map.list", this::map,
        "map.add", this::addToMap,
        "map.remove", this::removeFromMap);
  }

  private IsolationReport report() throws RpcException, InterruptedException {
    return Waiting.on(control.isolation(), "The gateway");
  }

  private JsonNode policy(Params params, AdminPeer peer) throws RpcException, InterruptedException {
    params.finish();
    return Views.policy(report().policy());
  }

  private JsonNode setPolicy(Params params, AdminPeer peer)
      throws RpcException, InterruptedException {
    PolicyChange change = PolicyChange.read(params);
    params.finish();
    return change(peer, change.toString(), report -> change.of(report.policy()));
  }

  private JsonNode map(Params params, AdminPeer peer) throws RpcException, InterruptedException {
    params.finish();
    ObjectNode result = Views.object();
    result.set("map", Views.map(report().policy()));
    return result;
  }

  private JsonNode addToMap(Params params, AdminPeer peer)
      throws RpcException, InterruptedException {
    AccountPattern account = account(params.text("account"));
    List<String> users = params.optionalTexts("users").orElse(List.of());
    params.finish();
    if (users.isEmpty()) {
      throw Params.wrong("users is missing: name at least one.");
    }
    return change(
        peer,
        "gave " + account + " the lines of " + String.join(", ", users),
        report -> new AccountMap(report.policy()).add(account, known(users, report)));
  }

  private JsonNode removeFromMap(Params params, AdminPeer peer)
      throws RpcException, InterruptedException {
    AccountPattern account = account(params.text("account"));
    List<String> users = params.optionalTexts("users").orElse(List.of());
    params.finish();
    Set<UserName> names = names(users);
    return change(
        peer,
        "took from "
            + account
            + (users.isEmpty() ? " all" : " the lines of " + String.join(", ", users)),
        report -> new AccountMap(report.policy()).remove(account, names));
  }

  static AccountPattern account(String text) throws RpcException {
    if (text.length() > MAX_ACCOUNT) {
      throw Params.wrong("An account has at most " + MAX_ACCOUNT + " characters.");
    }
    try {
      return AccountPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw Params.wrong(e.getMessage() + ".");
    }
  }

  private static Set<UserName> names(List<String> users) {
    Set<UserName> names = new LinkedHashSet<>();
    users.forEach(user -> names.add(new UserName(user.strip())));
    return names;
  }

  /** A name that nobody has would own nothing, and nobody would notice. */
  private static Set<UserName> known(List<String> users, IsolationReport report)
      throws RpcException {
    List<String> all = report.lines().stream().map(line -> line.user().value()).toList();
    Set<UserName> names = names(users);
    for (UserName name : names) {
      if (!all.contains(name.value())) {
        throw new RpcException(
            ErrorCode.UNKNOWN_USER,
            "There is no line of a user " + name + ".",
            Near.of(name.value(), all));
      }
    }
    return names;
  }

  /** Keeps the new policy first, then puts it in force. */
  private JsonNode change(AdminPeer peer, String what, Change change)
      throws RpcException, InterruptedException {
    if (!changing.tryLock(Waiting.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new RpcException(ErrorCode.LATE, "Somebody else changes the policy; ask again.");
    }
    try {
      IsolationPolicy next = change.of(report());
      keep(next);
      List<Claim> ended =
          Waiting.on(
              control.policy(next, peer.name(), what),
              "The policy is kept and comes in force late: the gateway");
      ObjectNode result = Views.policy(next);
      result.set("map", Views.map(next));
      result.set("ended", Views.claims(ended));
      return result;
    } finally {
      changing.unlock();
    }
  }

  private void keep(IsolationPolicy next) throws RpcException {
    try {
      store.keep(next);
    } catch (IOException e) {
      throw new RpcException(
          ErrorCode.NOT_KEPT,
          "The settings can not be written, so nothing was changed: " + e.getMessage());
    }
  }
}
