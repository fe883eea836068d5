package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.domain.IsolationReport;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Values as results show them. Source: docs/admin-protocol.md, Methods. */
final class Views {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Views() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ObjectNode line(IsolationReport.Line line, Optional<Claim> holder) {
    ObjectNode shown = object();
    shown.put("user", line.user().value()).put("name", line.view().name());
    shown.put("extension", line.view().address());
    shown.put("id", Integer.toUnsignedLong(line.view().id().value()));
    shown.put("inService", line.view().inService()).put("reason", line.view().reason());
    shown.put("calls", line.calls());
    ObjectNode owners = shown.putObject("owners");
    texts(owners.putArray("accounts"), line.accounts().stream().map(AccountPattern::toString));
    owners.put("sameName", word(line.sameName()));
    shown.set("holder", holder.map(Views::holder).orElse(null));
    return shown;
  }

  /** A claim without its line. */
  private static ObjectNode holder(Claim claim) {
    ObjectNode shown = object();
    shown.put("account", claim.account().display()).put("sid", claim.account().sid());
    return shown.put("session", claim.session()).put("since", time(claim.since()));
  }

  static ArrayNode claims(List<Claim> claims) {
    ArrayNode shown = NODES.arrayNode();
    for (Claim claim : claims) {
      ObjectNode one = shown.addObject().put("line", claim.line().value());
      one.setAll(holder(claim));
    }
    return shown;
  }

  static ObjectNode session(
      WindowsSession session, Collection<UserName> owned, Optional<Claim> held) {
    ObjectNode shown = object();
    shown.put("session", session.id()).put("account", session.account());
    shown.put("state", word(session.state())).put("client", session.client());
    shown.put("since", time(session.since()));
    users(shown.putArray("owns"), owned);
    return shown.put("holds", held.map(claim -> claim.line().value()).orElse(null));
  }

  /** A session that Windows does not list, but a claim names. */
  static ObjectNode unlisted(Claim claim, Collection<UserName> owned) {
    ObjectNode shown = object();
    shown.put("session", claim.session()).put("account", claim.account().display());
    shown.put("state", "unknown").put("client", "").putNull("since");
    users(shown.putArray("owns"), owned);
    return shown.put("holds", claim.line().value());
  }

  static ObjectNode policy(IsolationPolicy policy) {
    ObjectNode shown = object();
    shown.put("policy", word(policy.mode()));
    shown.put("unknownCallers", policy.strangers() ? "allow" : "deny");
    texts(shown.putArray("domains"), policy.domains().stream().sorted());
    texts(
        shown.putArray("administrators"),
        policy.administrators().stream().map(AccountPattern::toString));
    return shown;
  }

  static ArrayNode map(IsolationPolicy policy) {
    ArrayNode shown = NODES.arrayNode();
    for (Assignment row : policy.table()) {
      ObjectNode one = shown.addObject().put("account", row.account().toString());
      users(one.putArray("users"), row.users());
    }
    return shown;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void users(ArrayNode array, Collection<UserName> users) {
    texts(array, users.stream().map(UserName::value).sorted());
  }

  private static void texts(ArrayNode array, Stream<String> texts) {
    texts.forEach(array::add);
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
