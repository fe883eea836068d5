package ishmael.tsp.link.windows;

import com.sun.jna.platform.win32.W32Service;
import com.sun.jna.platform.win32.W32ServiceManager;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.Winsvc;
import java.io.IOException;

/** What the service control manager knows. Source: QueryServiceStatusEx. */
final class InstalledServices implements Services {
  private static final int ERROR_SERVICE_DOES_NOT_EXIST = 1060;

  @Override
  public int processOf(String service) throws IOException {
    try (W32ServiceManager manager = new W32ServiceManager(Winsvc.SC_MANAGER_CONNECT);
        W32Service one = manager.openService(service, Winsvc.SERVICE_QUERY_STATUS)) {
      return one.queryStatus().dwProcessId;
    } catch (Win32Exception reason) {
      if (reason.getErrorCode() == ERROR_SERVICE_DOES_NOT_EXIST) {
        throw new IOException("it is not installed", reason);
      }
      throw new PipeException("asking the service control manager", reason.getErrorCode());
    }
  }
}
