package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which lines there are, and how they are. */
class DomainLinesTest extends DomainScene {
  @Test
  void state_offline_takesLinesOutOfServiceAndBack() throws Exception {
    welcomed();
    domain.state(new LinkState.Offline("down", Duration.ofSeconds(1)));
    assertThat(List.of(peer.next(), peer.next(), peer.next()))
        .containsExactlyInAnyOrder("line 101 out", "line 102 out", "line 900 out");
    domain.state(new LinkState.Connecting());
    domain.directory(Crew.ALL);
    domain.state(Crew.SUPERVISOR);
    assertThat(List.of(peer.next(), peer.next(), peer.next()))
        .containsExactlyInAnyOrder("line 101 in", "line 102 in", "line 900 in");
  }

  @Test
  void directory_userGone_takesTheLineKeepsOthersAndRemembersIds() throws Exception {
    welcomed();
    assertThat(remembered.poll(5, TimeUnit.SECONDS))
        .containsKeys(Crew.AHAB.name(), Crew.STARBUCK.name());
    domain.directory(List.of(Crew.AHAB, Crew.TAPI));
    assertThat(peer.next()).isEqualTo("line gone");
    domain.directory(Crew.ALL);
    assertThat(peer.next()).isEqualTo("line 102 in");
  }

  @Test
  void selection_ordinaryAccount_servesItsOwnLineOnly() throws Exception {
    domain.start(phones);
    domain.connected(peer, List.of());
    domain.directory(List.of(Crew.AHAB));
    domain.state(new LinkState.Online(Crew.AHAB.name(), false, Crew.AHAB));
    peer.until("welcome");
    assertThat(peer.lines()).extracting(line -> line.address()).containsExactly("101");
  }

  @Test
  void selection_namedUsers_unknownOnesAreTold() throws Exception {
    Domain chosen =
        domain(List.of(new UserName("Starbuck"), new UserName("ismael")), new TurnQueue());
    chosen.start(phones);
    try {
      chosen.connected(peer, List.of());
      chosen.directory(Crew.ALL);
      chosen.state(Crew.SUPERVISOR);
      peer.until("welcome");
      assertThat(peer.lines()).extracting(line -> line.address()).containsExactly("102");
    } finally {
      chosen.close();
    }
    assertThat(last.unknownUsers()).containsExactly("ismael");
  }
}
