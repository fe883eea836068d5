package ishmael.demo;

import java.io.IOException;
import java.util.List;

/** A machine on which several accounts are signed in, each line obeys its own, and an admin. */
public interface Isolation {
  /** Returns the same telephony as programs of this account use it, whatever the line. */
  Telephony as(Sailor who);

  /** Runs one of the commands by which an admin asks the gateway, as {@code release pip}. */
  Admin admin(List<String> command) throws IOException;

  /** Returns what the audit file has now, line by line. */
  List<String> audit() throws IOException;

  /** What a command said and its exit code. */
  record Admin(int code, String said) {}

  /** Returns how a person runs those commands in another terminal. */
  String hint();
}
