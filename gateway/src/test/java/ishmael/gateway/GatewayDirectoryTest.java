package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.frame.LineGone;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Users who come, go and change while the gateway runs. */
class GatewayDirectoryTest extends GatewayScene {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final String PHONE_BOOK_ONLY = "ishmael.phonesystem.directory.phonebook.only";

  /** The roster is read again every half second. */
  private GatewayOptions restless() throws Exception {
    return options(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD)
        .timing(QUICK.withDirectoryRefresh(Duration.ofSeconds(8)))
        .build();
  }

  private void push(String item) {
    pequod
        .xmpp()
        .sendRaw(
            pequod.xmpp().sessions().get(0),
            "<iq xmlns='jabber:client' type='set' id='push-1'><query xmlns='jabber:iq:roster'>"
                + item
                + "</query></iq>");
  }

  @Test
  void rosterWithoutPushes_userComesAndGoes_hasALineMeanwhile() throws Exception {
    pequod.xmpp().faults().rosterPushes(false);
    pequod.engine().withdrawRole("Pip", Pequod.CREW_ROLE);
    try (Gateway gateway = online(restless());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      assertThat(peer.lines()).extracting(LineFrame::address).doesNotContain("106").hasSize(5);

      pequod.engine().grantRole("Pip", Pequod.CREW_ROLE);
      LineFrame pip = peer.next(LineFrame.class, line -> line.address().equals("106"));
      assertThat(pip.name()).isEqualTo("Pip (106)");
      pequod.engine().withdrawRole("Pip", Pequod.CREW_ROLE);

      assertThat(peer.next(LineGone.class, any -> true).line()).isEqualTo(pip.line());
    }
  }

  @Test
  void rosterPush_userComesAndGoes_hasALineMeanwhile() throws Exception {
    pequod.engine().withdrawRole("Pip", Pequod.CREW_ROLE);
    try (Gateway gateway = online(supervisor());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      push("<item jid='pip@mobydick' name='Pip' subscription='both'/>");
      LineFrame pip = peer.next(LineFrame.class, line -> line.address().equals("106"));
      push("<item jid='pip@mobydick' subscription='remove'/>");

      assertThat(peer.next(LineGone.class, any -> true).line()).isEqualTo(pip.line());
    }
  }

  @Test
  void userOutsideOfAllGroups_isCountedFromThePhoneBook() throws Exception {
    pequod.xmpp().faults().rosterPushes(false);
    pequod.engine().withdrawRole("Pip", Pequod.CREW_ROLE);
    try (Gateway gateway = online(restless());
        TestPeer peer = TestPeer.connect(gateway.address())) {
      awaitCounter(gateway, 1);
      pequod.engine().grantRole("Pip", Pequod.CREW_ROLE);
      peer.next(LineFrame.class, line -> line.address().equals("106"));
      awaitCounter(gateway, 0);
    }
  }

  private static void awaitCounter(Gateway gateway, long value) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (gateway.status().counters().getOrDefault(PHONE_BOOK_ONLY, -1L) != value) {
      assertThat(System.nanoTime()).as(gateway.status().counters().toString()).isLessThan(end);
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
