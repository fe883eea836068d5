package ishmael.gateway.admin;

import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table of accounts and users of a policy, and how it changes. */
final class AccountMap {
  private final IsolationPolicy policy;

  AccountMap(IsolationPolicy policy) {
    this.policy = policy;
  }

  private Set<UserName> usersOf(AccountPattern account) {
    Set<UserName> users = new LinkedHashSet<>();
    policy.table().stream()
        .filter(row -> row.account().equals(account))
        .forEach(row -> users.addAll(row.users()));
    return users;
  }

  /** Gives the account these users as well. */
  IsolationPolicy add(AccountPattern account, Set<UserName> users) {
    Set<UserName> all = usersOf(account);
    all.addAll(users);
    return with(account, all);
  }

  /**
   * Takes these users from the account.
   *
   * @param users none: all of them
   * @throws RpcException if one of them is not there
   */
  IsolationPolicy remove(AccountPattern account, Set<UserName> users) throws RpcException {
    Set<UserName> left = usersOf(account);
    if (left.isEmpty()) {
      throw new RpcException(
          ErrorCode.NOT_IN_TABLE,
          "The table has no account " + account + ".",
          Near.of(
              account.toString(),
              policy.table().stream().map(row -> row.account().toString()).toList()));
    }
    for (UserName user : users) {
      if (!left.remove(user)) {
        throw new RpcException(
            ErrorCode.NOT_IN_TABLE,
            "The table does not give " + account + " the user " + user + ".");
      }
    }
    return with(account, users.isEmpty() ? Set.of() : left);
  }

  /** The row stays where it was; a new one comes last. */
  private IsolationPolicy with(AccountPattern account, Set<UserName> users) {
    List<Assignment> table = new ArrayList<>();
    boolean placed = users.isEmpty();
    for (Assignment row : policy.table()) {
      if (!row.account().equals(account)) {
        table.add(row);
      } else if (!placed) {
        table.add(new Assignment(account, users));
        placed = true;
      }
    }
    if (!placed) {
      table.add(new Assignment(account, users));
    }
    return new IsolationPolicy(
        policy.mode(), table, policy.domains(), policy.administrators(), policy.strangers());
  }
}
