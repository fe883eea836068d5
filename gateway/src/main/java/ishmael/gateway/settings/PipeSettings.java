package ishmael.gateway.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [pipe]}: where providers connect.
 *
 * @param name the named pipe, on Windows
 * @param sddl who may connect to the named pipe, in Windows' notation for access lists; if nothing,
 *     the gateway's account, SYSTEM and the telephony service
 * @param service the Windows service whose process alone may connect to the named pipe; if nothing,
 *     every process that {@code sddl} lets in
 * @param socket the Unix domain socket, elsewhere
 */
public record PipeSettings(
    String name, Optional<String> sddl, Optional<String> service, Path socket) {
  /** The pipe that the provider DLL looks for. Source: docs/line-protocol.md, Transport. */
  public static final String DEFAULT_NAME = "\\\\.\\pipe\\ishmael-lines";

  /** Windows' telephony service, which loads the provider DLL. */
  public static final String TELEPHONY_SERVICE = "TapiSrv";

  /**
   * Returns the named pipe of admin programs, on Windows: {@code ishmael-admin} beside the default,
   * so that gateways beside each other have pipes of their own.
   */
  public String adminName() {
    return name.replaceFirst("-lines$", "") + "-admin";
  }

  /** Returns the Unix domain socket of admin programs, elsewhere: {@code admin.sock} beside it. */
  public Path adminSocket() {
    String file = String.valueOf(socket.getFileName());
    return socket.resolveSibling(
        file.equals("lines.sock")
            ? "admin.sock"
            : file.replaceFirst("\\.sock$", "") + "-admin.sock");
  }
}
