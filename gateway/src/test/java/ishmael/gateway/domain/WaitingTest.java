package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests that wait until it is known who asks. */
class WaitingTest extends GateScene {
  private PhoneCommand sent() {
    FakePhones.Sent sent = phones.sent.poll();
    assertThat(sent).isNotNull();
    return Objects.requireNonNull(sent).command();
  }

  @Test
  void requests_ofOneCaller_keepTheirOrder() throws Exception {
    windowsIsSilent();
    asks(dial(header(AHAB, 1, Crew.AHAB)));
    windowsAnswers();
    until(() -> phones.sent.size() == 1); // only now the board was told
    passes(Duration.ofMinutes(11)); // so that the account is asked for anew
    windowsIsSilent();
    asks(dial(header(AHAB, 2, Crew.AHAB)));
    asks(dial(header(AHAB, 3, Crew.AHAB)));
    assertThat(phones.sent).hasSize(1);
    windowsAnswers();
    until(() -> phones.sent.size() == 3);
    assertThat(phones.sent.stream().map(one -> ((PhoneCommand.Dial) one.command()).target()))
        .containsExactly("0301000001", "0301000002", "0301000003");
  }

  @Test
  void request_whoseAccountBecameKnownUnnoticed_doesNotOvertake() throws Exception {
    asks(dial(header(AHAB, 1, Crew.AHAB)));
    CallId talk = talks(Crew.STARBUCK); // time in which Windows has answered, but nobody was told
    asks(new LineRequest.Drop(header(STARBUCK, 2, Crew.STARBUCK), talk));
    asks(dial(header(AHAB, 3, Crew.AHAB)));
    until(() -> phones.sent.size() == 3);
    assertThat(
            phones.sent.stream()
                .map(FakePhones.Sent::command)
                .filter(PhoneCommand.Dial.class::isInstance)
                .map(one -> ((PhoneCommand.Dial) one).target()))
        .containsExactly("0301000001", "0301000003");
  }

  @Test
  void request_aboutACallThatEndsMeanwhile_isAnswered() throws Exception {
    windowsIsSilent();
    CallId call = talks(Crew.AHAB);
    asks(new LineRequest.Hold(header(AHAB, 1, Crew.AHAB), call));
    asks(new LineRequest.Drop(header(AHAB, 2, Crew.AHAB), call));
    hangsUp(Crew.AHAB);
    windowsAnswers();
    assertThat(answerTo(1)).isEqualTo("INVALCALLHANDLE");
    assertThat(answerTo(2)).isEqualTo("ok"); // it has ended, as was wished
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void hangUp_thenClose_isStillMeant() throws Exception {
    windowsIsSilent();
    CallId call = talks(Crew.AHAB);
    asks(new LineRequest.Hold(header(AHAB, 1, Crew.AHAB), call));
    asks(new LineRequest.Drop(header(AHAB, 2, Crew.AHAB), call));
    asks(new LineRequest.CloseCall(header(AHAB, 0, Crew.AHAB), call));
    assertThat(answerTo(1)).isEqualTo("RESOURCEUNAVAIL");
    windowsAnswers();
    until(() -> !phones.sent.isEmpty());
    assertThat(sent()).isInstanceOf(PhoneCommand.Hangup.class);
  }

  @Test
  void drop_byAnother_doesNotTakeBackWhatWaits() throws Exception {
    windowsIsSilent();
    asks(dial(header(AHAB, 1, Crew.AHAB)));
    asks(new LineRequest.Drop(header(STARBUCK, 2, Crew.AHAB), call(1)));
    windowsAnswers();
    assertThat(answerTo(2)).isEqualTo("OPERATIONUNAVAIL");
    until(() -> !phones.sent.isEmpty());
    assertThat(sent()).isInstanceOf(PhoneCommand.Dial.class);
  }

  @Test
  void drop_byNobody_takesBackWhatWaits() {
    windowsIsSilent();
    asks(dial(header(AHAB, 1, Crew.AHAB)));
    asks(new LineRequest.Drop(header(NOBODY, 2, Crew.AHAB), call(1)));
    assertThat(peer.rest()).containsExactly("answer 1 RESOURCEUNAVAIL", "answer 2 ok");
  }

  @Test
  void closeLine_takesBackWhatWaitsButAHangUp() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    passes(Duration.ofMinutes(11));
    windowsIsSilent();
    CallId call = talks(Crew.AHAB);
    asks(dial(header(AHAB, 2, Crew.AHAB)));
    asks(new LineRequest.Drop(header(AHAB, 3, Crew.AHAB), call));
    asks(new LineRequest.CloseLine(header(AHAB, 0, Crew.AHAB)));
    assertThat(answerTo(2)).isEqualTo("RESOURCEUNAVAIL");
    assertThat(sent()).isInstanceOf(PhoneCommand.Hangup.class); // by the name it had before
  }

  @Test
  void owner_windowsFallsSilentLater_isStillTheOwner() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    passes(Duration.ofMinutes(11));
    windowsIsSilent();
    asks(dial(header(AHAB, 2, Crew.AHAB)));
    assertThat(phones.sent).isEmpty();
    passes(Unjudged.ACCOUNT_LIMIT);
    assertThat(sent()).isInstanceOf(PhoneCommand.Dial.class);
  }

  @Test
  void asked_programAnswers_isJudgedAsThatProgram() throws Exception {
    asks(dial(header(ASKED, 1, Crew.AHAB)));
    asks(dial(header(ASKED, 2, Crew.STARBUCK)));
    passes(Duration.ofSeconds(2));
    assertThat(phones.sent).isEmpty();
    tickets.put((Caller.Asked) ASKED, (Caller.Known) AHAB);
    assertThat(answerTo(2)).isEqualTo("OPERATIONUNAVAIL");
    until(() -> !phones.sent.isEmpty());
    assertThat(dials(ASKED, 3, Crew.AHAB)).isEqualTo("PASSED");
  }

  @Test
  void asked_dropOfProgramThatAnswered_isAKnownCallers() throws Exception {
    tickets.put((Caller.Asked) ASKED, (Caller.Known) AHAB);
    CallId call = talks(Crew.AHAB);
    asks(new LineRequest.Drop(header(ASKED, 1, Crew.AHAB), call));
    until(() -> !phones.sent.isEmpty()); // at once: nothing waits for a close that unmasks it
    assertThat(sent()).isInstanceOf(PhoneCommand.Hangup.class);
  }

  @Test
  void asked_programSaysNothing_isAStrangerInTime() {
    asks(dial(header(ASKED, 1, Crew.AHAB)));
    passes(Unjudged.TICKET_LIMIT.minusMillis(1));
    assertThat(peer.rest()).isEmpty();
    passes(Duration.ofMillis(1));
    assertThat(peer.rest()).containsExactly("answer 1 OPERATIONUNAVAIL");
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void sessionEnds_itsWaitingRequestsAreTakenBackAndBeginNoClaim() throws Exception {
    policy(Mode.CLAIM, false);
    windowsIsSilent();
    asks(dial(header(PIP, 1, DECK)));
    board.sessionEnded(5);
    assertThat(answerTo(1)).isEqualTo("RESOURCEUNAVAIL");
    windowsAnswers();
    assertThat(dials(STARBUCK, 2, DECK)).isEqualTo("PASSED");
  }

  @Test
  void adminOpensLines_whatWaitsPassesAtOnce() {
    windowsIsSilent();
    asks(dial(header(STARBUCK, 1, Crew.AHAB)));
    assertThat(phones.sent).isEmpty();
    IsolationPolicy open = new IsolationPolicy(Mode.OPEN, List.of(), Set.of(), List.of(), false);
    assertThat(board.administer(open, "PEQUOD\\peleg", "set policy open")).isEmpty();
    assertThat(phones.sent).hasSize(1);
    assertThat(audit.rest()).containsExactly("PEQUOD\\peleg set policy open");
  }

  @Test
  void tooMany_areAnsweredAtOnce() {
    windowsIsSilent();
    for (int number = 1; number <= 257; number++) {
      asks(dial(header(AHAB, number, Crew.AHAB)));
    }
    assertThat(peer.rest()).containsExactly("answer 257 RESOURCEUNAVAIL");
  }
}
