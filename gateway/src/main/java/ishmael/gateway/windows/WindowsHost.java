package ishmael.gateway.windows;

import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.EventLog;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WatchedSessions;
import ishmael.tsp.link.LocalServer;
import ishmael.tsp.link.windows.PipeArguments;
import ishmael.tsp.link.windows.PipeServer;
import java.io.IOException;
import java.util.Optional;

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

  @Override
  public Optional<LocalServer> tickets() throws IOException {
    String sddl = PipeArguments.ticketsSddl(OwnAccount.sid());
    return Optional.of(PipeServer.listen(new PipeArguments(PipeArguments.TICKETS_NAME, sddl)));
  }
}
