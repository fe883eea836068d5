package ishmael.tsp.link.windows;

/**
 * What Windows is told when a pipe is made or opened: pure values, so that tests can check them
 * where Windows is not there to enforce them.
 *
 * @param name the pipe's full name, {@code \\.\pipe\…}
 * @param sddl who owns the pipe and who may open it, as a security descriptor string
 */
public record PipeArguments(String name, String sddl) {
  /** The name of the line pipe. Source: docs/line-protocol.md, Transport. */
  public static final String LINES_NAME = "\\\\.\\pipe\\ishmael-lines";

  /**
   * The name of the pipe where programs show their tickets. Source: docs/line-protocol.md, Tickets.
   */
  public static final String TICKETS_NAME = "\\\\.\\pipe\\ishmael-callers";

  /** The name of the admin pipe. Source: docs/admin-protocol.md. */
  public static final String ADMIN_NAME = "\\\\.\\pipe\\ishmael-admin";

  /**
   * All rights of a client: GENERIC_READ and GENERIC_WRITE without FILE_CREATE_PIPE_INSTANCE, which
   * is the same bit as FILE_APPEND_DATA. With that bit a client could make server instances.
   * Source: "Named Pipe Security and Access Rights".
   */
  static final int CLIENT_RIGHTS = 0x0012019b;

  /** PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED. */
  static final int OPEN_MODE = 0x00000003 | 0x40000000;

  /** FILE_FLAG_FIRST_PIPE_INSTANCE: fails if anybody already has a pipe of that name. */
  static final int FIRST_INSTANCE = 0x00080000;

  /** PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS. */
  static final int PIPE_MODE = 0x00000008;

  /** Four peers, four strangers, one that listens, and some that are just being closed. */
  static final int MAX_INSTANCES = 16;

  /** A hint for the kernel's buffers, in octets each way. */
  static final int BUFFER_SIZE = 65_536;

  /** What a client asks for: what it is granted, and no more, as GENERIC_WRITE would be. */
  static final int CLIENT_ACCESS = CLIENT_RIGHTS;

  /** OPEN_EXISTING. */
  static final int CLIENT_DISPOSITION = 3;

  /**
   * FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION |
   * SECURITY_EFFECTIVE_ONLY: a false server must not be able to act as the client.
   */
  static final int CLIENT_FLAGS = 0x40000000 | 0x00100000 | 0x00010000 | 0x00080000;

  private static final String PREFIX = "\\\\.\\pipe\\";
  private static final String SYSTEM = "SY";

  /** Checks the name. */
  public PipeArguments {
    if (!name.startsWith(PREFIX) || name.length() <= PREFIX.length() || name.length() > 256) {
      throw new IllegalArgumentException(name + " is no name of a pipe");
    }
    if (name.indexOf('\\', PREFIX.length()) >= 0) {
      throw new IllegalArgumentException(name + " has a backslash too many");
    }
    if (sddl.isBlank()) {
      throw new IllegalArgumentException("without a descriptor everybody could read " + name);
    }
  }

  /** The line pipe of a gateway that runs as LocalSystem. */
  public static PipeArguments lines() {
    return new PipeArguments(LINES_NAME, linesSddl(SYSTEM));
  }

  /** The admin pipe of a gateway that runs as LocalSystem. */
  public static PipeArguments admin() {
    return new PipeArguments(ADMIN_NAME, adminSddl(SYSTEM));
  }

  /** Returns the same pipe under another name. */
  public PipeArguments withName(String newName) {
    return new PipeArguments(newName, sddl);
  }

  /**
   * Who may open the line pipe: nobody over the network, everything for the owner and SYSTEM, read
   * and write for NETWORK SERVICE, which is the account of the telephony service.
   *
   * @param owner the account of the gateway's service, as a SID or an SDDL abbreviation
   */
  public static String linesSddl(String owner) {
    return sddl(owner, "NS");
  }

  /**
   * Who may open the admin pipe: nobody over the network, everything for the owner and SYSTEM, read
   * and write for Administrators. An administrator's program that is not elevated has that group
   * for denying only, so it is not let in.
   *
   * @param owner the account of the gateway's service, as a SID or an SDDL abbreviation
   */
  public static String adminSddl(String owner) {
    return sddl(owner, "BA");
  }

  /**
   * Who may open the pipe for tickets: nobody over the network, everything for the owner and
   * SYSTEM, read and write for everybody who has signed in.
   *
   * @param owner the account of the gateway's service, as a SID or an SDDL abbreviation
   */
  public static String ticketsSddl(String owner) {
    return sddl(owner, "AU");
  }

  private static String sddl(String owner, String clients) {
    String ownersRights = owner.equals(SYSTEM) ? "" : "(A;;GA;;;" + owner + ")";
    return String.format(
        "O:%1$sG:%1$sD:P(D;;GA;;;NU)(A;;GA;;;SY)%2$s(A;;0x%3$x;;;%4$s)",
        owner, ownersRights, CLIENT_RIGHTS, clients);
  }

  /** Returns CreateNamedPipe's dwOpenMode. */
  static int openMode(boolean first) {
    return first ? OPEN_MODE | FIRST_INSTANCE : OPEN_MODE;
  }
}
