package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that programs make before the link is up. */
class EarlyRequestsTest extends DomainScene {
  private static final LinkState.Connecting CONNECTING = new LinkState.Connecting();
  private Domain early = domain;

  /** A gateway that was here before: its lines are known and out of service. */
  private void remembered() throws Exception {
    DirectoryMemory memory = new DirectoryMemory(true, Crew.AHAB, Crew.ALL);
    early =
        domain(DomainOptions.of(List.of()).withRemembered(Optional.of(memory)), new TurnQueue());
    early.start(phones);
    early.connected(peer, List.of());
    peer.until("welcome");
  }

  private void makeCall(int number, CallId call) {
    early.request(
        peer, new LineRequest.MakeCall(header(peer, number, Crew.AHAB), call, "0301234567"));
  }

  private void loggedIn() {
    early.directory(Crew.ALL);
    early.state(Crew.SUPERVISOR);
  }

  @AfterEach
  void closeEarly() {
    early.close();
  }

  @Test
  void makeCall_whileConnecting_isDialledOnceOnline() throws Exception {
    remembered();
    early.state(CONNECTING);
    makeCall(1, CHOSEN);

    assertThat(phones.sent.isEmpty()).isTrue();
    loggedIn();

    FakePhones.Sent sent = phones.awaitSent();
    assertThat(sent.command()).isEqualTo(new PhoneCommand.Dial(Crew.AHAB.name(), "0301234567"));
    early.outcome(sent.id(), new CommandOutcome.Success("ok"));
    assertThat(peer.until("answer 1 ok")).doesNotContain("answer 1 RESOURCEUNAVAIL");
    assertThat(phones.sent.isEmpty()).isTrue();
  }

  @Test
  void makeCall_anotherEarlyOneFails_isDialledNevertheless() throws Exception {
    remembered();
    early.state(CONNECTING);
    makeCall(1, CHOSEN);
    early.request(
        peer,
        new LineRequest.MakeCall(
            header(peer, 2, Crew.STARBUCK), new CallId(Long.MIN_VALUE + 2), "0307654321"));
    phones.failOnce();

    loggedIn();

    assertThat(phones.awaitSent().command())
        .isEqualTo(new PhoneCommand.Dial(Crew.STARBUCK.name(), "0307654321"));
  }

  @Test
  void makeCall_neverOnline_isAnsweredWithinItsLimitAndNotDialledLater() throws Exception {
    remembered();
    early.state(CONNECTING);
    long begin = System.nanoTime();
    makeCall(1, CHOSEN);

    peer.until("answer 1 RESOURCEUNAVAIL");
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThan(EarlyRequests.LIMIT.minusSeconds(1));
    loggedIn();
    peer.until("line " + Crew.AHAB.extension().orElseThrow().value() + " in");
    early.refuse(peer, 2, LineError.OPERATIONUNAVAIL);
    peer.until("answer 2 OPERATIONUNAVAIL");
    assertThat(phones.sent.isEmpty()).isTrue();
  }

  @Test
  void limit_andTheCommandsOwn_staysBelowThatOfTheAnswer() {
    assertThat(EarlyRequests.LIMIT.plus(LinkTiming.DEFAULT.commandLimit()))
        .isLessThan(LinkTiming.DEFAULT.commandLimit().plus(Duration.ofSeconds(5)));
  }

  @Test
  void makeCall_nextAttemptTooLate_isAnsweredAtOnce() throws Exception {
    remembered();
    early.state(new LinkState.Offline("Down.", Duration.ofSeconds(30)));
    makeCall(1, CHOSEN);
    peer.until("answer 1 RESOURCEUNAVAIL");
    early.state(CONNECTING);
    makeCall(2, CHOSEN);
    early.state(new LinkState.NeedsAdmin("Refused."));
    peer.until("answer 2 RESOURCEUNAVAIL");
    makeCall(3, CHOSEN);
    peer.until("answer 3 RESOURCEUNAVAIL");
    assertThat(phones.sent.isEmpty()).isTrue();
  }

  @Test
  void drop_ofAnEarlyCall_takesItBack() throws Exception {
    remembered();
    early.state(CONNECTING);
    makeCall(1, CHOSEN);
    early.request(peer, new LineRequest.Drop(header(peer, 2, Crew.AHAB), CHOSEN));
    assertThat(peer.until("answer 2 ok")).contains("answer 1 RESOURCEUNAVAIL");
    makeCall(3, CHOSEN);
    early.request(peer, new LineRequest.CloseLine(header(peer, 0, Crew.AHAB)));
    peer.until("answer 3 RESOURCEUNAVAIL");

    loggedIn();
    early.refuse(peer, 4, LineError.OPERATIONUNAVAIL);
    peer.until("answer 4 OPERATIONUNAVAIL");
    assertThat(phones.sent.isEmpty()).isTrue();
  }

  @Test
  void makeCalls_moreThanTheBound_areRefusedAtOnce() throws Exception {
    remembered();
    early.state(CONNECTING);
    for (int i = 1; i <= EarlyRequests.BOUND + 1; i++) {
      makeCall(i, new CallId(Long.MIN_VALUE + i));
    }
    peer.until("answer " + (EarlyRequests.BOUND + 1) + " RESOURCEUNAVAIL");
    early.gone(peer.number());
    loggedIn();
    FakeProvider next = new FakeProvider(2);
    early.connected(next, List.of());
    next.until("welcome");
    assertThat(phones.sent.isEmpty()).isTrue();
  }
}
