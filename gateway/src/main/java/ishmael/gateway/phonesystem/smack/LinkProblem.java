package ishmael.gateway.phonesystem.smack;

import com.google.errorprone.annotations.FormatMethod;
import ishmael.gateway.phonesystem.certificate.ShownCertificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Why there is no link, as a sentence for the administrator that says what to do. All such
 * sentences stand here.
 */
record LinkProblem(Kind kind, String sentence) {

  /** What the state machine does about it. */
  enum Kind {
    /** Try again, with the next server if there is one. */
    RETRY,
    /** Try the same server again: it is not to blame. */
    STAY,
    /** The account was refused: try again, but a few times only. */
    REFUSED,
    /** Another program took the session: try again late, and a few times only. */
    CONFLICT
  }

  static final int ATTEMPTS = 5;
  static final int CONFLICTS = 3;

  static LinkProblem unknownHost(String host) {
    return retry(
        "The phone system's host \"%s\" is unknown. Check the host in the settings and the name"
            + " resolution (DNS) of this machine.",
        host);
  }

  static LinkProblem connectionRefused(String host, int port) {
    return retry(
        "%s refuses connections on port %d. Check host and port in the settings and whether the"
            + " phone system runs.",
        host, port);
  }

  static LinkProblem unreachable(String host, int port, String detail) {
    return retry(
        "%s cannot be reached on port %d (%s). Check the network and the firewalls in between.",
        host, port, detail);
  }

  static LinkProblem noTls(String host) {
    return retry(
        "%s offers no encryption (STARTTLS), so the password was not sent. Switch TLS on in the"
            + " phone system's XMPP server.",
        host);
  }

  static LinkProblem untrusted(String host, String fingerprint) {
    return retry(
        "The certificate of %s is not trusted. See it, and accept it if it is the right one, with:"
            + " ishmael gateway certificate. Its SHA-256 fingerprint is %s. Or name the file of the"
            + " authority that issued it as phone-system.ca-file in the settings.",
        host, ShownCertificate.colons(fingerprint));
  }

  static LinkProblem wrongName(String host, String domain, String fingerprint) {
    return retry(
        "The certificate of %s is made out neither to %s nor to the domain %s. Enter the host that"
            + " it names in the settings; or see it, and accept it if it is the right one, with:"
            + " ishmael gateway certificate. Its SHA-256 fingerprint is %s.",
        host, host, domain, ShownCertificate.colons(fingerprint));
  }

  static LinkProblem wrongDomain(String host, String domain, String fingerprint) {
    return retry(
        "The certificate of %s is not made out to the domain %s. Enter the host that it names in"
            + " the settings; or see it, and accept it if it is the right one, with: ishmael gateway"
            + " certificate. Its SHA-256 fingerprint is %s.",
        host, domain, ShownCertificate.colons(fingerprint));
  }

  static LinkProblem wrongDate(String host, Instant from, Instant until) {
    return retry(
        "The certificate of %s is valid from %s to %s, not now. Renew it in the phone system; if"
            + " it should be valid, check the clock of this machine.",
        host, from, until);
  }

  static LinkProblem otherCertificate(String host, String pinned, String shown) {
    return retry(
        "%s shows another certificate than the one in the settings. Accepted was %s, shown is %s."
            + " If it was renewed, accept the new one with: ishmael gateway certificate. If not,"
            + " somebody may be listening in.",
        host, ShownCertificate.colons(pinned), ShownCertificate.colons(shown));
  }

  static LinkProblem badAuthorities(String file, String detail) {
    return retry(
        "The file of trusted authorities %s cannot be read (%s). It must hold certificates in PEM"
            + " form.",
        file, detail);
  }

  static LinkProblem badAddress(String domain, String detail) {
    return retry(
        "The domain \"%s\" or the resource in the settings is no XMPP name (%s).", domain, detail);
  }

  static LinkProblem tlsFailed(String host, String detail) {
    return retry(
        "No encrypted connection to %s could be made (%s). Check that the port is the one of the"
            + " phone system's XMPP server.",
        host, detail);
  }

  static LinkProblem wrongPassword(String account) {
    return new LinkProblem(
        Kind.REFUSED,
        ("The phone system refuses the name or password of the account %s. Check the name in the"
                + " settings, and enter the password again with: ishmael gateway password")
            .formatted(account));
  }

  static String refusedTooOften(String account) {
    return ("The phone system refused the name or password of the account %s %d times. No further"
            + " attempt is made, so that the account is not locked. Check the name in the settings,"
            + " enter the password again with: ishmael gateway password, and restart the gateway.")
        .formatted(account, ATTEMPTS);
  }

  static LinkProblem noLoginMethod(String host) {
    return retry(
        "%s offers no login method that is supported. Enable SASL PLAIN or SCRAM-SHA-1 in the phone"
            + " system's XMPP server.",
        host);
  }

  /** Not counted as a refusal: the next one counts. */
  static LinkProblem otherMethod(String host, String mechanism) {
    return stay(
        "%s refuses the login with %s. It may be that it stores no fitting hash of the password, so"
            + " the next attempt uses PLAIN, inside TLS.",
        host, mechanism);
  }

  static LinkProblem loginFailed(String account, String detail) {
    return retry("The phone system cannot log the account %s in at present (%s).", account, detail);
  }

  static LinkProblem roleMissing(String account) {
    return stay(
        "The account %s is no supervisor, so it cannot serve the lines of other users. Give it a"
            + " role with the right xmpp.supervisor in the phone system.",
        account);
  }

  static LinkProblem noUserInfo(String account, String detail) {
    return retry(
        "The phone system does not tell about the account %s after login (%s). Check that this is"
            + " the phone system's XMPP server and that the account is a user of it.",
        account, detail);
  }

  static LinkProblem notSubscribed(String account, String detail) {
    return retry(
        "The phone system does not send the call events the account %s needs (%s). Check the"
            + " account's roles in the phone system.",
        account, detail);
  }

  static LinkProblem noRoster(String account, String detail) {
    return retry(
        "The phone system does not give the account %s the list of users (%s). Check that its"
            + " roles share the user groups.",
        account, detail);
  }

  static LinkProblem conflict(String account, String resource) {
    return new LinkProblem(
        Kind.CONFLICT,
        ("Another gateway logged in as %s under the same name %s, which ended this connection. If"
                + " this machine is a copy of another one: stop the gateway here, delete the file"
                + " \"installation\" in its state folder, and start it again.")
            .formatted(account, resource));
  }

  static String conflictTooOften(String account, String resource) {
    return ("Another gateway keeps logging in as %s under the same name %s. No further attempt is"
            + " made. If this machine is a copy of another one: stop the gateway here, delete the"
            + " file \"installation\" in its state folder, and start it again.")
        .formatted(account, resource);
  }

  static LinkProblem tooSlow(String host, Duration limit) {
    return retry(
        "%s did not complete connection and login within %s. Check the network and the load of the"
            + " phone system.",
        host, seconds(limit));
  }

  static LinkProblem silent(String host, Duration silence) {
    return retry(
        "The phone system %s has been silent for %s, so the connection was ended. Check the"
            + " network and the load of the phone system.",
        host, seconds(silence));
  }

  static LinkProblem notReading(String host, Duration time) {
    return retry(
        "The phone system %s has taken nothing for %s, so the connection was ended. Check the load"
            + " of the phone system.",
        host, seconds(time));
  }

  static LinkProblem closedByServer(String host) {
    return retry("The phone system %s closed the connection. It may be restarting.", host);
  }

  static LinkProblem badXml(String host) {
    return retry(
        "The phone system %s sent what is no XML, so the connection was ended. Check that the port"
            + " is the one of its XMPP server.",
        host);
  }

  static LinkProblem endedByServer(String host, String condition) {
    return retry("The phone system %s ended the connection (%s).", host, condition);
  }

  static LinkProblem cut(String host) {
    return retry(
        "The connection to the phone system %s was cut off. Check the network in between and"
            + " whether the phone system runs.",
        host);
  }

  static LinkProblem failed(String host) {
    return retry(
        "The connection to the phone system %s failed; the log says how with log.level = \"debug\""
            + " in the settings.",
        host);
  }

  /** The gateway itself wants a new link, for a reason that is a sentence. */
  static LinkProblem renewal(String reason) {
    return stay("%s", reason);
  }

  /** A better server than the present one is back. */
  static LinkProblem returning(String server) {
    return stay("The gateway goes back to the server %s, which serves again.", server);
  }

  static LinkProblem closing() {
    return retry("The gateway ends the connection.");
  }

  private static String seconds(Duration time) {
    return time.toMillis() < 10_000
        ? "%.1f seconds".formatted(time.toMillis() / 1000.0)
        : time.toSeconds() + " seconds";
  }

  @FormatMethod
  private static LinkProblem stay(String format, Object... values) {
    return new LinkProblem(Kind.STAY, format.formatted(values));
  }

  @FormatMethod
  private static LinkProblem retry(String format, Object... values) {
    return new LinkProblem(Kind.RETRY, format.formatted(values));
  }
}
