package ishmael.gateway.windows;

import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WatchedSessions;

/** This Windows: its accounts, its sessions, its event log. */
public final class WindowsHost implements Host {
  @Override
  public AccountAuthority accounts() {
    return new LsaAccounts();
  }

  @Override
  public Sessions sessions() {
    return new WatchedSessions(new WtsSessions());
  }

  @Override
  public EventLog events() {
    return WindowsEventLog.open();
  }
}
