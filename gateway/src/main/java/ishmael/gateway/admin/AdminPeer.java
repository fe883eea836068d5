package ishmael.gateway.admin;

/** Who asks, as a method sees it. */
interface AdminPeer {
  /** Returns who it is, as the operating system says; for the audit log. */
  String name();

  /** Tells this peer from now on what changes. */
  void subscribe();
}
