package ishmael.gateway.settings;

/** The example that {@code gateway --init} writes. */
final class Example {
  private Example() {}

  static String text(Places places) {
    return """
        # Settings of the Ishmael gateway. The password is not here: store it with
        #   ishmael gateway password
        # Lines that begin with # are notes; remove the # to use a setting.

        [phone-system]
        # Where the phone system's XMPP server is; with a backup: ["pbx1.example.com", "pbx2.example.com:5223"].
        host = "pbx.example.com"
        #port = 5222
        # How long the first server must be back before the gateway leaves the backup.
        #return-after = "10 min"
        # The account, with the role xmpp.supervisor if more than its own line is wanted.
        # Without @ the domain is mobydick.
        user = "tapi"
        # If the phone system's certificate is not signed by a known authority, one of:
        # its SHA-256 fingerprint, or a file with the authority's certificate in PEM form.
        #certificate = "9f:86:d0:81:…"
        #ca-file = "phone-system-ca.pem"

        [lines]
        # The login names of the users who shall have a line; [] is everybody.
        users = []

        [isolation]
        # Who may use which line: "own" (the Windows account of the user's name), "claim" (the
        # first session that uses it) or "open" (everybody).
        #policy = "own"
        # Windows domains whose accounts own by name; [] is any.
        #domains = ["PEQUOD"]
        # Windows accounts that may use every line.
        #administrators = ['PEQUOD\\peleg']
        # Requests of which Windows does not tell whose they are: "deny" or "allow".
        #unknown-callers = "deny"
        # Whether programs are asked who they are if Windows does not tell.
        #fallback = false

        [isolation.accounts]
        # Windows accounts that are named otherwise than the user, or own several lines.
        #'PEQUOD\\bildad' = ["ahab", "starbuck"]

        [directory]
        # How often all users of the phone system are read again, in hours. Changes that the
        # phone system tells of are taken at once.
        #refresh-hours = 4

        [pipe]
        # Where the provider connects.
        #%s

        [log]
        #file = '%s'
        # warning, info or debug
        #level = "info"

        [audit]
        # Who asked for what of which line, and what came of it: one JSON object a line.
        #file = '%s'
        # How big a file becomes, in MB, and how many are kept.
        #size-mb = 10
        #files = 10
        # Whether dialled numbers are written.
        #numbers = false
        # Whether refused requests are raised as Windows events too (elsewhere as warnings in the log).
        #events = true

        [state]
        # Where the gateway keeps what it must remember.
        #folder = '%s'
        """
        .formatted(
            places.windows()
                ? "name = '" + PipeSettings.DEFAULT_NAME + "'"
                : "socket = '" + places.socket() + "'",
            places.logs().resolve("gateway.log"),
            AuditSettings.in(places.logs()).file(),
            places.state());
  }
}
