package ishmael.tsp.link.unix;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;

/** Users of this machine that matter here; two principals are equal if their user ids are. */
enum UnixUsers {
  /** Who may do everything. */
  ROOT("root"),

  /** Who this process runs as. */
  SELF(ProcessHandle.current().info().user().orElse(System.getProperty("user.name")));

  private final String name;

  UnixUsers(String name) {
    this.name = name;
  }

  /**
   * Asks the system.
   *
   * @throws IOException if it does not know that user
   */
  UserPrincipal find() throws IOException {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }
}
