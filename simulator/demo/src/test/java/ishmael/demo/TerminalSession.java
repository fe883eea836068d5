package ishmael.demo;

import ishmael.linemapper.isolation.Account;

/** A session of the terminal server in the isolation scene: a program of some account. */
enum TerminalSession {
  AHAB(Bitness.X64, 2, 1101, "ahab"),
  STARBUCK(Bitness.X86, 3, 1102, "starbuck"),
  /** Ahab's secretary: the table says so. */
  PERTH(Bitness.X64, 4, 1103, "perth"),
  /** Owns no line. */
  DOUGHBOY(Bitness.X86, 5, 1104, "doughboy"),
  /** The same account as Ahab's first session. */
  AHAB_AGAIN(Bitness.X64, 6, 1101, "ahab");

  private static final String DOMAIN_SID = "S-1-5-21-1851-10-18-";

  private final Bitness bitness;
  private final int id;
  private final String sid;
  private final String name;

  TerminalSession(Bitness bitness, int id, int relativeId, String name) {
    this.bitness = bitness;
    this.id = id;
    this.sid = DOMAIN_SID + relativeId;
    this.name = name;
  }

  Bitness bitness() {
    return bitness;
  }

  int id() {
    return id;
  }

  Account account() {
    return new Account(sid, "PEQUOD", name, "");
  }

  /** Returns the file of its program. */
  String file() {
    return "session-" + id + ".exe";
  }

  /** Returns how the table names it. */
  String title() {
    return name + "@" + id;
  }
}
