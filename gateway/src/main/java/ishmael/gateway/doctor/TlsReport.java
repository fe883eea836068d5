package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.certificate.Flaw;
import ishmael.gateway.phonesystem.certificate.Judgement;
import ishmael.gateway.phonesystem.certificate.ShownCertificate;
import ishmael.gateway.phonesystem.probe.TlsLook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what was seen of TLS and the certificates, in sentences for an admin. */
public final class TlsReport {
  private static final Duration SOON = Duration.ofDays(21);
  private static final String ACCEPT =
      "Compare the SHA-256 with the phone system's own; if it is the same, accept it with: ishmael"
          + " gateway certificate";

  private final PhoneSystemOptions options;
  private final Clock clock;

  /** Makes a report of a server that was looked at with these options. */
  public TlsReport(PhoneSystemOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  Outcome outcome(TlsLook look, List<String> offered) {
    if (look.failure().isPresent() || look.judgement().isEmpty()) {
      return Outcome.failed(
          "No encrypted connection can be made (" + look.failure().orElse("no certificate") + ").",
          "Check the TLS settings of the phone system's XMPP server, and whether something in"
              + " between intercepts the connection.");
    }
    Judgement judgement = look.judgement().get();
    List<String> details = new ArrayList<>(chain(judgement));
    details.add("encryption: " + look.protocol() + ", " + look.cipher());
    if (!offered.isEmpty()) {
      details.add("login methods offered: " + String.join(", ", offered));
    }
    if (!judgement.trusted()) {
      return Outcome.failed(what(judgement), advice(judgement.flaws().get(0))).with(details);
    }
    return trusted(judgement).with(details);
  }

  private Outcome trusted(Judgement judgement) {
    Instant until = judgement.own().until();
    Duration left = Duration.between(clock.instant(), until);
    String how = judgement.pinned() ? "accepted in the settings" : "trusted";
    if (left.isNegative()) {
      return Outcome.warning(
          "The certificate is " + how + ", but expired on " + day(until) + ".",
          "Renew it in the phone system when there is time, then accept the new one with: ishmael"
              + " gateway certificate");
    }
    return left.compareTo(SOON) > 0
        ? Outcome.ok("The certificate is " + how + ", valid until " + day(until))
        : Outcome.warning(
            "The certificate is " + how + ", but expires on " + day(until) + ".",
            "Renew it in the phone system before that day.");
  }

  /** Returns the certificates, each in a few lines. */
  public static List<String> chain(Judgement judgement) {
    List<String> lines = new ArrayList<>();
    for (ShownCertificate one : judgement.chain()) {
      boolean first = lines.isEmpty();
      lines.add((first ? "certificate: " : "issued by a certificate: ") + one.subject());
      lines.add("  issuer: " + (one.selfSigned() ? "itself" : one.issuer()));
      lines.add("  valid: " + day(one.from()) + " to " + day(one.until()));
      if (first) {
        lines.add("  names: " + (one.names().isEmpty() ? "none" : String.join(", ", one.names())));
      }
      lines.add("  SHA-256: " + one.fingerprint());
    }
    return lines;
  }

  /** Says what is wrong with a certificate that is not trusted. */
  public String what(Judgement judgement) {
    return judgement.flaws().stream()
        .map(flaw -> what(flaw, judgement))
        .collect(Collectors.joining(" "));
  }

  private String what(Flaw flaw, Judgement judgement) {
    ShownCertificate own = judgement.own();
    return switch (flaw) {
      case NOT_PINNED ->
          "It is not the certificate in the settings: accepted was %s, shown is %s."
              .formatted(
                  ShownCertificate.colons(options.certificateSha256().orElse("")),
                  own.fingerprint());
      case EXPIRED -> "A certificate has expired.";
      case NOT_YET_VALID -> "A certificate is not valid yet.";
      case SELF_SIGNED -> "The certificate vouches for itself and is not accepted yet.";
      case UNKNOWN_ISSUER -> "No authority that this machine knows vouches for the certificate.";
      case WRONG_NAME ->
          options.certificateHost().equalsIgnoreCase(options.domain())
              ? "The certificate is not made out to %s.".formatted(options.domain())
              : "The certificate is made out neither to %s nor to %s."
                  .formatted(options.certificateHost(), options.domain());
    };
  }

  /** Says what to do about a flaw. */
  static String advice(Flaw flaw) {
    return switch (flaw) {
      case NOT_PINNED ->
          "If it was renewed, accept the new one with: ishmael gateway certificate. If not, find"
              + " out who is in between";
      case EXPIRED, NOT_YET_VALID ->
          "Check the clock of this machine; if it is right, renew the certificate in the phone"
              + " system";
      case SELF_SIGNED -> ACCEPT;
      case UNKNOWN_ISSUER ->
          "Name the file of the authority as phone-system.ca-file. Or compare the SHA-256 with the"
              + " phone system's own and accept it with: ishmael gateway certificate";
      case WRONG_NAME ->
          "Enter one of its names as phone-system.host. Or, if the SHA-256 is the phone system's"
              + " own, accept it with: ishmael gateway certificate";
    };
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
