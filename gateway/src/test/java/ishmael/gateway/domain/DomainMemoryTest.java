package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines of the last login, before the next one. */
class DomainMemoryTest extends DomainScene {
  private static final DirectoryMemory MEMORY = new DirectoryMemory(true, Crew.TAPI, Crew.ALL);

  private Domain early(DirectoryMemory memory, UserName... wanted) {
    Domain early =
        domain(
            DomainOptions.of(List.of(wanted)).withRemembered(Optional.of(memory)), new TurnQueue());
    early.start(phones);
    return early;
  }

  @Test
  void connected_directoryRemembered_isWelcomedAtOnce() throws Exception {
    User pip = Crew.user("pip", "106");
    try (Domain early = early(MEMORY)) {
      early.connected(peer, List.of());
      assertThat(peer.next()).isEqualTo("welcome");
      assertThat(peer.lines())
          .hasSize(3)
          .allMatch(line -> !line.inService())
          .allMatch(line -> line.reason().equals("not connected to the phone system yet"));
      early.directory(List.of(Crew.AHAB, Crew.TAPI, pip));
      early.state(Crew.SUPERVISOR);
      assertThat(List.of(peer.next(), peer.next())).containsExactly("line gone", "line 106 out");
      assertThat(List.of(peer.next(), peer.next(), peer.next()))
          .containsExactlyInAnyOrder("line 101 in", "line 900 in", "line 106 in");
    }
  }

  @Test
  void connected_namedUserIsGone_keepsTheLineOutOfService() throws Exception {
    try (Domain early = early(MEMORY, Crew.AHAB.name(), Crew.STARBUCK.name())) {
      early.connected(peer, List.of());
      assertThat(peer.next()).isEqualTo("welcome");
      early.directory(List.of(Crew.AHAB, Crew.TAPI));
      early.state(Crew.SUPERVISOR);
      assertThat(List.of(peer.next(), peer.next())).containsExactly("line 102 out", "line 101 in");
    }
  }

  @Test
  void connected_heldCall_isKeptUntilThePhoneSystemSpeaks() throws Exception {
    welcomed();
    domain.event(Crew.inbound(ChannelEventType.BUSY, "SIP/7", Crew.AHAB));
    FakeProvider observer = new FakeProvider(3);
    domain.connected(observer, List.of());
    observer.until("welcome");
    CallView held = observer.calls().get(0);
    domain.close();

    FakeProvider again = new FakeProvider(1);
    try (Domain early = early(MEMORY)) {
      early.state(new LinkState.Offline("The phone system is down.", Duration.ofSeconds(1)));
      early.connected(again, List.of(held));
      assertThat(again.next()).isEqualTo("welcome");
      assertThat(again.lines()).allMatch(line -> line.reason().equals("The phone system is down."));
      assertThat(again.calls())
          .extracting(CallView::id, CallView::state)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(held.id(), CallState.CONNECTED));
      early.directory(Crew.ALL);
      early.state(Crew.SUPERVISOR);
      early.event(Crew.inbound(ChannelEventType.HANGUP, "SIP/7", Crew.AHAB));
      List<String> heard = again.until("call IDLE " + held.id());
      assertThat(heard).contains("call DISCONNECTED " + held.id());
    }
  }

  @Test
  void connected_nobodyRememberedIsSelected_waits() throws Exception {
    try (Domain early = early(MEMORY, new UserName("pip"))) {
      early.connected(peer, List.of());
      early.directory(List.of(Crew.TAPI, Crew.user("pip", "106")));
      early.state(Crew.SUPERVISOR);
      assertThat(peer.next()).isEqualTo("welcome");
      assertThat(peer.lines()).extracting(line -> line.address()).containsExactly("106");
    }
  }

  @Test
  void directory_otherThanRemembered_isToldOnce() throws Exception {
    List<User> fewer = List.of(Crew.AHAB, Crew.TAPI);
    try (Domain early = early(MEMORY)) {
      early.directory(Crew.ALL);
      early.state(Crew.SUPERVISOR);
      early.directory(fewer);
      early.directory(fewer);
      assertThat(memories.poll(5, TimeUnit.SECONDS))
          .isEqualTo(new DirectoryMemory(true, Crew.TAPI, fewer));
    }
    assertThat(memories).isEmpty();
  }
}
