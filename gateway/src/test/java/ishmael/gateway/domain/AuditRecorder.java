package ishmael.gateway.domain;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.isolation.AuditLog;
import ishmael.linemapper.LineError;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is told as short texts. */
final class AuditRecorder implements AuditLog {
  private final List<String> told = new ArrayList<>();

  List<String> rest() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  /** The requests, with all that is told of them. */
  final List<AuditEntry> requests = new ArrayList<>();

  @Override
  public void request(AuditEntry entry) {
    requests.add(entry);
    told.add(
        String.join(
            " ",
            entry.request().getClass().getSimpleName(),
            text(entry.requester()),
            entry.line().value(),
            entry.verdict().fold(allowed -> allowed.right().name(), no -> no.why().name()),
            entry.error().map(LineError::name).orElse("ok")));
  }

  @Override
  public void opened(Instant time, Requester requester, UserName line, boolean mayUse) {
    told.add("opened " + text(requester) + ' ' + line + (mayUse ? " to use" : " to watch"));
  }

  @Override
  public void ended(Instant time, Claim claim, String why) {
    told.add("ended " + claim.line() + " of session " + claim.session() + ": " + why);
  }

  @Override
  public void administered(Instant time, String who, String what) {
    told.add(who + ' ' + what);
  }

  private static String text(Requester requester) {
    return requester instanceof Requester.Person person
        ? person.account().display() + '/' + person.session()
        : "stranger";
  }
}
