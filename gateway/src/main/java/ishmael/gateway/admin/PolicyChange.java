package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.Params;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code policy.set} changes; what is not named stays. */
record PolicyChange(
    Optional<Mode> mode,
    Optional<Boolean> strangers,
    Optional<List<String>> domains,
    Optional<List<AccountPattern>> administrators) {

  static PolicyChange read(Params params) throws RpcException {
    PolicyChange change =
        new PolicyChange(
            mode(params.optionalText("policy")),
            strangers(params.optionalText("unknownCallers")),
            domains(params.optionalTexts("domains")),
            accounts(params.optionalTexts("administrators")));
    if (change.equals(
        new PolicyChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))) {
      throw Params.wrong("Name at least one of policy, unknownCallers, domains, administrators.");
    }
    return change;
  }

  private static Optional<Mode> mode(Optional<String> text) throws RpcException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (Mode mode : Mode.values()) {
      if (Views.word(mode).equals(text.get())) {
        return Optional.of(mode);
      }
    }
    throw Params.wrong("policy must be own, claim or open.");
  }

  private static Optional<Boolean> strangers(Optional<String> text) throws RpcException {
    if (text.isPresent() && !Set.of("allow", "deny").contains(text.get())) {
      throw Params.wrong("unknownCallers must be allow or deny.");
    }
    return text.map("allow"::equals);
  }

  private static Optional<List<String>> domains(Optional<List<String>> texts) throws RpcException {
    for (String text : texts.orElse(List.of())) {
      if (!text.matches("[^\\\\/*@:;|=,+?<>\"\\s]{1,15}")) {
        throw Params.wrong("\"" + text + "\" is no NetBIOS name of a domain, such as PEQUOD.");
      }
    }
    return texts;
  }

  private static Optional<List<AccountPattern>> accounts(Optional<List<String>> texts)
      throws RpcException {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<AccountPattern> accounts = new ArrayList<>();
    for (String text : texts.get()) {
      accounts.add(PolicyMethods.account(text));
    }
    return Optional.of(accounts);
  }

  IsolationPolicy of(IsolationPolicy policy) {
    return new IsolationPolicy(
        mode.orElse(policy.mode()),
        policy.table(),
        domains.map(Set::copyOf).orElse(policy.domains()),
        administrators.orElse(policy.administrators()),
        strangers.orElse(policy.strangers()));
  }

  /** What the audit log says. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    mode.ifPresent(value -> parts.add("policy " + value.name().toLowerCase(Locale.ROOT)));
    strangers.ifPresent(value -> parts.add("unknown callers " + (value ? "allow" : "deny")));
    domains.ifPresent(value -> parts.add("domains " + value));
    administrators.ifPresent(value -> parts.add("administrators " + value));
    return "set " + String.join(", ", parts);
  }
}
