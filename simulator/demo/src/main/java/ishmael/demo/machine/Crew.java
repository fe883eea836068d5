package ishmael.demo.machine;

import ishmael.demo.Sailor;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.linemapper.isolation.Account;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Knows the accounts of the crew, each of which is signed in. */
final class Crew implements Host, AccountAuthority, Sessions {
  private final Instant since = Instant.now();

  @Override
  public AccountAuthority accounts() {
    return this;
  }

  @Override
  public Sessions sessions() {
    return this;
  }

  @Override
  public EventLog events() {
    return EventLog.gatewayLog();
  }

  @Override
  public Account bySid(String sid) {
    return Arrays.stream(Sailor.values())
        .filter(sailor -> sailor.sid().equals(sid))
        .findFirst()
        .map(sailor -> new Account(sid, Sailor.DOMAIN, sailor.user(), ""))
        .orElse(Account.unresolved(sid));
  }

  @Override
  public boolean exists(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(Sailor.values())
        .anyMatch(
            sailor ->
                sailor.user().equals(wanted)
                    || sailor.account().toLowerCase(Locale.ROOT).equals(wanted));
  }

  /** Nobody signs out. */
  @Override
  public void start(Listener listener) {}

  @Override
  public List<WindowsSession> now() {
    return Arrays.stream(Sailor.values()).map(this::session).toList();
  }

  private WindowsSession session(Sailor sailor) {
    return new WindowsSession(
        sailor.session(),
        sailor.account(),
        WindowsSession.State.ACTIVE,
        "PC-" + sailor.name(),
        since);
  }

  @Override
  public void close() {}
}
