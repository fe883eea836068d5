package ishmael.gateway;

import ishmael.gateway.domain.Domain;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells the domain what the phone system says, and before a login which policy goes with it: what
 * the settings leave open follows the account's role. For the link's thread.
 */
final class IsolationListener implements PhoneSystemListener {
  private static final Logger LOG = System.getLogger(IsolationListener.class.getName());

  private final Supplier<IsolationSettings> settings;
  private final Domain domain;
  private boolean supervisor;
  private Set<UserName> known = Set.of();
  private Set<UserName> complained = Set.of();
  private boolean online;

  /** Begins with the role that the policy in force was made for. */
  IsolationListener(Supplier<IsolationSettings> settings, boolean supervisor, Domain domain) {
    this.settings = settings;
    this.supervisor = supervisor;
    this.domain = domain;
  }

  @Override
  public void state(LinkState state) {
    online = false;
    if (state instanceof LinkState.Online login) {
      online = login.supervisor();
      if (login.supervisor() != supervisor) {
        supervisor = login.supervisor();
        boolean role = supervisor;
        domain.policy(() -> settings.get().policy(role));
      }
      complain();
    }
    domain.state(state);
  }

  @Override
  public void directory(Collection<User> users) {
    Set<UserName> names = new HashSet<>();
    users.forEach(user -> names.add(user.name()));
    known = names;
    complain();
    domain.directory(users);
  }

  /** An account that serves its own line only does not know the others. */
  private void complain() {
    if (!online) {
      return;
    }
    Set<UserName> unknown = new HashSet<>(settings.get().users());
    unknown.removeAll(known);
    if (!unknown.isEmpty() && !unknown.equals(complained)) {
      LOG.log(
          Level.WARNING,
          "The phone system knows no users {0}; correct [isolation.accounts] in the settings.",
          unknown.stream().map(UserName::value).sorted().toList());
    }
    complained = unknown;
  }

  @Override
  public void event(PhoneEvent event) {
    domain.event(event);
  }

  @Override
  public void outcome(CommandId id, CommandOutcome outcome) {
    domain.outcome(id, outcome);
  }
}
