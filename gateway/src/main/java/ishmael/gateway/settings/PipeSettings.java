package ishmael.gateway.settings;

import java.nio.file.Path;

/**
 * Section {@code [pipe]}: where providers connect.
 *
 * @param name the named pipe, on Windows
 * @param sddl who may connect to the named pipe, in Windows' notation for access lists
 * @param socket the Unix domain socket, elsewhere
 */
public record PipeSettings(String name, String sddl, Path socket) {
  /** The pipe that the provider DLL looks for. Source: docs/line-protocol.md, Transport. */
  public static final String DEFAULT_NAME = "\\\\.\\pipe\\ishmael-lines";

  /**
   * SYSTEM may do everything, NETWORK SERVICE (the telephony service) may read and write but not
   * make a further instance of the pipe, and nobody may come over the network.
   */
  public static final String DEFAULT_SDDL = "D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;0x12019b;;;NS)";
}
