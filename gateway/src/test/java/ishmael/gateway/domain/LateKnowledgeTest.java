package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is decided while somebody does not answer, or answers other than before. */
class LateKnowledgeTest extends GateScene {
  private static final Caller.Asked ASKED = new Caller.Asked("0".repeat(32));

  @Test
  void owner_windowsHasNoNameAnyMore_isStillTheOwner() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    passes(Duration.ofMinutes(11));
    names.put(AHAB_SID, "");
    assertThat(dials(AHAB, 2, Crew.AHAB)).isEqualTo("PASSED");
  }

  @Test
  void domains_changedAndWindowsIsSilent_theLineIsOwned() throws Exception {
    existing.clear();
    existing.add("pequod\\deck");
    board.policy(ownIn("nantucket"));
    assertThat(dials(PIP, 1, DECK)).isEqualTo("PASSED");
    board.policy(ownIn("pequod"));
    phones.sent.clear();
    peer.rest();
    windowsIsSilent();
    asks(dial(header(PIP, 2, DECK)));
    passes(Duration.ofSeconds(1));
    assertThat(phones.sent).isEmpty();
    assertThat(peer.rest()).containsExactly("answer 2 OPERATIONUNAVAIL");
  }

  private static IsolationPolicy ownIn(String domain) {
    return new IsolationPolicy(Mode.OWN, List.of(), Set.of(domain), List.of(), false);
  }

  @Test
  void stop_requestIsOpen_auditTellsIt() throws Exception {
    assertThat(dials(AHAB, 1, Crew.AHAB)).isEqualTo("PASSED");
    board.stop();
    assertThat(audit.rest()).anyMatch(entry -> entry.contains("OPERATIONFAILED"));
  }

  @Test
  void early_laterOneWaitsShorter_isOverdueFirst() throws Exception {
    assertThat(dials(AHAB, 9, Crew.AHAB)).isEqualTo("PASSED");
    assertThat(dials(STARBUCK, 8, Crew.STARBUCK)).isEqualTo("PASSED");
    board.link(new LinkState.Offline("gone", Duration.ofMillis(1)));
    asks(dial(header(ASKED, 1, Crew.AHAB)));
    passes(Duration.ofSeconds(2));
    asks(dial(header(STARBUCK, 2, Crew.STARBUCK)));
    passes(Duration.ofMillis(500));
    tickets.put(ASKED, (Caller.Known) AHAB);
    board.accountsKnown();
    assertThat(board.untilNext()).isLessThanOrEqualTo(Duration.ofMillis(1_500));
    peer.rest();
    phones.sent.clear();
    now = now.plus(Duration.ofMillis(3_400));
    board.link(Crew.SUPERVISOR);
    assertThat(peer.rest()).contains("answer 1 RESOURCEUNAVAIL");
    assertThat(phones.sent).hasSize(1);
  }

  @Test
  void call_askedForTwiceAndClosed_bothAreAnswered() throws Exception {
    windowsIsSilent();
    asks(new LineRequest.MakeCall(header(AHAB, 1, Crew.AHAB), call(1), "1"));
    asks(new LineRequest.MakeCall(header(AHAB, 2, Crew.AHAB), call(1), "2"));
    asks(new LineRequest.CloseCall(header(AHAB, 0, Crew.AHAB), call(1)));
    assertThat(peer.rest())
        .contains("answer 1 RESOURCEUNAVAIL")
        .contains("answer 2 RESOURCEUNAVAIL");
  }
}
