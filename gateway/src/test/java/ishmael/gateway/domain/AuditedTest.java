package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.linemapper.isolation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the audit log is told, and how claims begin and end. */
class AuditedTest extends GateScene {
  @Test
  void allowed_isToldOnceItIsAnswered() throws Exception {
    asks(dial(header(AHAB, 1, Crew.AHAB)));
    until(() -> !phones.sent.isEmpty());
    assertThat(audit.rest()).isEmpty();
    FakePhones.Sent sent = phones.sent.remove();
    board.outcome(sent.id(), new CommandOutcome.Failure("invalid number"));
    assertThat(answerTo(1)).isEqualTo("INVALADDRESS");
    assertThat(audit.rest()).containsExactly("MakeCall PEQUOD\\ahab/3 ahab OWNER INVALADDRESS");
    board.gone(1);
    assertThat(audit.rest()).isEmpty();
  }

  @Test
  void allowed_providerGoesBefore_isToldAsFailed() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    board.gone(1);
    assertThat(audit.rest()).containsExactly("MakeCall PEQUOD\\ahab/3 ahab OWNER OPERATIONFAILED");
  }

  @Test
  void refused_isToldAtOnce() throws Exception {
    assertThat(dials(STARBUCK, 1, Crew.AHAB)).isEqualTo("OPERATIONUNAVAIL");
    assertThat(dials(PELEG, 2, Crew.AHAB)).isEqualTo("PASSED");
    assertThat(audit.rest())
        .containsExactly("MakeCall PEQUOD\\starbuck/4 ahab NOT_OWN OPERATIONUNAVAIL");
  }

  @Test
  void open_isToldWithTheAccountAsFarAsKnown() throws Exception {
    policy(Mode.OPEN, false);
    CallId call = talks(Crew.AHAB);
    windowsIsSilent();
    asks(new LineRequest.Accept(header(STARBUCK, 1, Crew.AHAB), call));
    assertThat(audit.rest()).containsExactly("Accept S-1-5-21-1-2/4 ahab OPEN INVALCALLSTATE");
    windowsAnswers();
    until(
        () -> {
          asks(new LineRequest.Accept(header(STARBUCK, 2, Crew.AHAB), call));
          return audit.rest().contains("Accept PEQUOD\\starbuck/4 ahab OPEN INVALCALLSTATE");
        });
  }

  @Test
  void openLine_isNeverRefusedAndTold() throws Exception {
    asks(new LineRequest.OpenLine(header(AHAB, 0, Crew.AHAB)));
    asks(new LineRequest.OpenLine(header(STARBUCK, 0, Crew.AHAB)));
    asks(new LineRequest.OpenLine(header(NOBODY, 0, Crew.AHAB)));
    List<String> told = new ArrayList<>();
    until(
        () -> {
          told.addAll(audit.rest());
          return told.size() >= 2;
        });
    assertThat(told)
        .containsExactly(
            "opened PEQUOD\\ahab/3 ahab to use", "opened PEQUOD\\starbuck/4 ahab to watch");
  }

  @Test
  void openLine_windowsSaysNothing_isToldInTimeAndBeginsNoClaim() throws Exception {
    policy(Mode.CLAIM, false);
    windowsIsSilent();
    asks(new LineRequest.OpenLine(header(PIP, 0, DECK)));
    assertThat(audit.rest()).isEmpty();
    passes(Unjudged.ACCOUNT_LIMIT);
    assertThat(audit.rest()).containsExactly("opened S-1-5-21-1-3/5 deck to use");
    windowsAnswers();
    assertThat(dials(STARBUCK, 1, DECK)).isEqualTo("PASSED");
  }

  @Test
  void nobodysDrop_ofAConversationAtThePhone_doesNotHangUp() throws Exception {
    CallId call = talks(Crew.AHAB);
    assertThat(ask(new LineRequest.Drop(header(NOBODY, 1, Crew.AHAB), call))).isEqualTo("ok");
    passes(Duration.ofSeconds(10));
    assertThat(phones.sent).isEmpty();
    assertThat(audit.rest()).containsExactly("Drop stranger ahab SERVICE ok");
    policy(Mode.OWN, true); // nobody may be a program now: as without isolation
    asks(new LineRequest.Drop(header(NOBODY, 2, Crew.AHAB), call));
    passes(Duration.ofSeconds(1));
    assertThat(phones.sent.remove().command()).isInstanceOf(PhoneCommand.Hangup.class);
  }

  @Test
  void nobodysDrop_ofACallThatAProgramMade_endsIt() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    assertThat(ask(new LineRequest.Drop(header(NOBODY, 2, Crew.AHAB), call(1)))).isEqualTo("ok");
  }

  @Test
  void claim_endsWithItsSessionOrItsLine() throws Exception {
    policy(Mode.CLAIM, false);
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    assertThat(dials(STARBUCK, 2, DECK)).isEqualTo("OPERATIONUNAVAIL");
    audit.rest();
    board.sessionEnded(5);
    assertThat(audit.rest()).containsExactly("ended deck of session 5: the session ended");
    assertThat(phones.sent).isEmpty(); // the conversation goes on
    assertThat(dials(STARBUCK, 3, DECK)).isEqualTo("PASSED");
    asks(new LineRequest.CloseLine(header(NOBODY, 0, DECK)));
    assertThat(audit.rest()).contains("ended deck of session 4: the line was closed");
  }

  @Test
  void claim_phoneUserIsDeleted_ends() throws Exception {
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    audit.rest();
    LineRequest late = dial(header(PIP, 2, DECK));
    board.directory(Crew.ALL);
    assertThat(audit.rest()).contains("ended deck of session 5: the line is gone");
    assertThat(ask(late)).isEqualTo("NODEVICE");
  }

  @Test
  void claim_lineGetsAnOwner_endsAtTheNextRequest() throws Exception {
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    existing.add("deck");
    passes(Duration.ofMinutes(11));
    assertThat(dials(PIP, 2, DECK)).isEqualTo("OPERATIONUNAVAIL");
    assertThat(audit.rest()).contains("ended deck of session 5: the line has an owner");
  }

  @Test
  void claim_namesAreAskedAnew_isKept() throws Exception {
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    audit.rest();
    passes(Duration.ofMinutes(11));
    assertThat(dials(PIP, 2, DECK)).isEqualTo("PASSED");
    assertThat(audit.rest()).noneMatch(one -> one.startsWith("ended"));
  }

  @Test
  void renamedAccount_ownsByItsNewNameAfterTheCache() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    names.put(AHAB_SID, "starbuck");
    assertThat(dials(AHAB, 2, Crew.AHAB)).isEqualTo("PASSED");
    passes(Duration.ofMinutes(11));
    assertThat(dials(AHAB, 3, Crew.AHAB)).isEqualTo("OPERATIONUNAVAIL");
    assertThat(dials(AHAB, 4, Crew.STARBUCK)).isEqualTo("PASSED");
  }

  @Test
  void renamedAccount_keepsItsClaim() throws Exception {
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    names.put("S-1-5-21-1-3", "pippin");
    passes(Duration.ofMinutes(11));
    assertThat(dials(PIP, 2, DECK)).isEqualTo("PASSED");
  }

  @Test
  void sessionNumber_givenToAnotherAccount_isNotTheHolder() throws Exception {
    policy(Mode.CLAIM, false);
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    assertThat(dials(known("S-1-5-21-1-2", 5), 2, DECK)).isEqualTo("OPERATIONUNAVAIL");
  }

  @Test
  void sameAccountInTwoSessions_ownsInBothAndHoldsInOne() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    assertThat(dials(known(AHAB_SID, 33), 2, Crew.AHAB)).isEqualTo("PASSED");
    policy(Mode.CLAIM, false);
    assertThat(dials(AHAB, 3, DECK)).isEqualTo("PASSED");
    assertThat(dials(known(AHAB_SID, 33), 4, DECK)).isEqualTo("OPERATIONUNAVAIL");
    // a session that is reconnected from another client is the same session
    assertThat(dials(AHAB, 5, DECK)).isEqualTo("PASSED");
  }

  @Test
  void earlyRequest_sessionEndsBeforeTheLinkIsUp_isNotDialled() throws Exception {
    policy(Mode.CLAIM, false);
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    board.link(new LinkState.Connecting());
    asks(dial(header(PIP, 2, DECK)));
    board.sessionEnded(5);
    assertThat(answerTo(2)).isEqualTo("RESOURCEUNAVAIL");
    board.link(Crew.SUPERVISOR);
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void earlyRequest_beganAClaim_isToldOnceTheLinkIsUp() throws Exception {
    policy(Mode.CLAIM, false);
    board.link(new LinkState.Connecting());
    asks(dial(header(PIP, 1, DECK)));
    until(() -> board.claims() == 1);
    board.link(Crew.SUPERVISOR);
    assertThat(phones.sent).hasSize(1);
    board.gone(1);
    assertThat(audit.requests)
        .extracting(AuditEntry::verdict)
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Allowed.class, allowed -> assertThat(allowed.begun()).isPresent());
  }

  @Test
  void earlyRequest_policyChangesBeforeTheLinkIsUp_isJudgedAgain() throws Exception {
    policy(Mode.OPEN, false);
    board.link(new LinkState.Connecting());
    asks(dial(header(STARBUCK, 1, Crew.AHAB)));
    policy(Mode.OWN, false);
    board.link(Crew.SUPERVISOR);
    assertThat(answerTo(1)).isEqualTo("OPERATIONUNAVAIL");
    assertThat(phones.sent).isEmpty();
  }

  private static Caller known(String sid, int session) {
    return new Caller.Known(sid, session);
  }
}
