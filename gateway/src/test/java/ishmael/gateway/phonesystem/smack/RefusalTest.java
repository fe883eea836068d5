package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Connecting;
import ishmael.gateway.phonesystem.LinkState.NeedsAdmin;
import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.RefusalMemory;
import ishmael.simulator.phonesystem.Pequod;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.sasl.packet.SaslNonza;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A refused password is tried five times, however often the service is started. */
@Timeout(120)
class RefusalTest {
  private final Harness harness = new Harness();
  private final Recorder recorder = harness.recorder;
  private final AtomicInteger kept = new AtomicInteger();
  private final List<Integer> written = new CopyOnWriteArrayList<>();

  private final RefusalMemory memory =
      new RefusalMemory() {
        @Override
        public int count() {
          return kept.get();
        }

        @Override
        public void remember(int refusals) {
          kept.set(refusals);
          written.add(refusals);
        }
      };

  @AfterEach
  void stop() {
    harness.close();
  }

  private PhoneSystemOptions.Builder account(String password) throws Exception {
    return harness.account("ahab", password).refusals(memory);
  }

  @Test
  void refused_fiveTimes_startAgainMakesNoAttempt() throws Exception {
    try (Gate gate = new Gate(harness.server.xmpp().port())) {
      PhoneSystemOptions wrong = account("whale").servers(List.of(gate.address())).build();
      PhoneSystem before = harness.connect(wrong);
      recorder.next(NeedsAdmin.class);
      before.close();
      assertThat(written).containsExactly(1, 2, 3, 4, 5);
      // Once more than counted: the first refusal of SCRAM is followed by PLAIN.
      assertThat(gate.arrivals()).isEqualTo(6);

      harness.connect(wrong);

      assertThat(recorder.next(NeedsAdmin.class).reason())
          .isEqualTo(LinkProblem.refusedTooOften("ahab"))
          .contains("ishmael gateway password");
      assertThat(gate.arrivals()).isEqualTo(6);
    }
  }

  @Test
  void refused_threeTimesBeforeARestart_twoAttemptsAreLeft() throws Exception {
    kept.set(3);

    harness.connect(account("whale").build());

    recorder.next(NeedsAdmin.class);
    assertThat(recorder.taken().stream().filter(Connecting.class::isInstance)).hasSize(2);
    assertThat(recorder.taken().stream().filter(Offline.class::isInstance)).hasSize(1);
    assertThat(written).containsExactly(4, 5);
  }

  @Test
  void loginThatFailsForNow_isNoRefusal() throws Exception {
    ProblemFinder finder = new ProblemFinder(account("x").build());

    assertThat(finder.find(saslError("temporary-auth-failure")).kind())
        .isEqualTo(LinkProblem.Kind.RETRY);
    assertThat(finder.find(saslError("not-authorized")).kind()).isEqualTo(LinkProblem.Kind.REFUSED);
  }

  private static SASLErrorException saslError(String condition) {
    return new SASLErrorException("PLAIN", new SaslNonza.SASLFailure(condition));
  }

  @Test
  void accepted_afterRefusals_countsAnew() throws Exception {
    kept.set(4);

    harness.connect(account(Pequod.CREW_PASSWORD).build());

    recorder.next(Online.class);
    assertThat(written).containsExactly(0);
  }
}
