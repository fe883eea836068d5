package ishmael.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.engine.LiveTimeline;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an admin reads at night. */
class DoctorCommandTest extends DoctorScene {
  private void right() throws Exception {
    settings("certificate = \"" + sha256() + "\"");
    password(Pequod.SUPERVISOR_PASSWORD);
  }

  @Test
  void doctor_allWell_saysSo() throws Exception {
    right();
    assertThat(run("doctor")).as(out.toString()).isZero();
    assertThat(said()).isEqualTo("x");
  }

  @Test
  void doctor_wrongPassword_triesOnceAndSaysThatItCounts() throws Exception {
    right();
    password("not the harpoon");
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said()).isEqualTo("x");
  }

  @Test
  void doctor_unknownCertificate_showsIt() throws Exception {
    settings();
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said()).isEqualTo("x");
  }

  @Test
  void doctor_noSupervisor_warns() throws Exception {
    settings("Ahab", server.xmpp().port(), "certificate = \"" + sha256() + "\"");
    password(Pequod.CREW_PASSWORD);
    assertThat(run("doctor")).isZero();
    assertThat(said()).isEqualTo("x");
  }

  @Test
  void doctor_expired_warns() throws Exception {
    Clock past = Clock.offset(Clock.systemUTC(), Duration.ofDays(-60));
    restart(PhoneSystemOptions.of(Pequod.site()).withTimeline(new LiveTimeline(past)));
    settings();
    password(Pequod.SUPERVISOR_PASSWORD);
    assertThat(run("doctor")).isEqualTo(1);
    assertThat(said()).isEqualTo("x");
  }

  @Test
  void doctor_silent_warns() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings(Pequod.SUPERVISOR, door.getLocalPort());
      assertThat(run("doctor")).isEqualTo(3);
      assertThat(said()).isEqualTo("x");
    }
  }
}
