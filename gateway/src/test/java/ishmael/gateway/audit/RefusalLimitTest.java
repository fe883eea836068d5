package ishmael.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Requester;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalLimitTest {
  private static final Instant START = Entries.TIME;

  private final RefusalLimit limit = new RefusalLimit();

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void refused_thousandTimes_isToldOnceAndCounted() {
    assertThat(limit.refused(Entries.refused(), START)).isPresent();
    for (int time = 1; time < 1_000; time++) {
      assertThat(limit.refused(Entries.refused(), at(30))).isEmpty();
    }
    assertThat(limit.due(at(59))).isEmpty();
    assertThat(limit.due(at(60)))
        .containsExactly(
            "PEQUOD\\pip (S-1-5-21-7-8-9-1107) in session 7 was refused 999 more times on the line"
                + " of ahab within a minute. The audit log has each.");
    assertThat(limit.due(at(119))).isEmpty();
  }

  @Test
  void refused_goingOn_isCountedOnceAMinute() {
    int told = 0;
    for (int second = 0; second < 600; second++) {
      told += limit.due(at(second)).size();
      told += limit.refused(Entries.refused(), at(second)).isPresent() ? 1 : 0;
    }
    assertThat(told).isEqualTo(10);
  }

  @Test
  void refused_afterAQuietMinute_isToldAgain() {
    assertThat(limit.refused(Entries.refused(), START)).isPresent();
    assertThat(limit.due(at(60))).isEmpty();
    assertThat(limit.refused(Entries.refused(), at(60))).isPresent();
  }

  @Test
  void refused_otherLineOrPerson_isToldItself() {
    Requester stranger = new Requester.Stranger();
    Requester pip = Entries.person(Entries.PIP, 7);
    assertThat(limit.refused(Entries.refused(pip, "ahab"), START)).isPresent();
    assertThat(limit.refused(Entries.refused(pip, "starbuck"), START)).isPresent();
    assertThat(limit.refused(Entries.refused(stranger, "ahab"), START))
        .contains(
            "A program of an unknown account was refused MakeCall on the line of ahab: it belongs"
                + " to another account.");
    assertThat(limit.refused(Entries.refused(stranger, "ahab"), START)).isEmpty();
    assertThat(limit.refused(Entries.refused(Entries.person(Entries.PIP, 8), "ahab"), START))
        .isEmpty();
  }

  @Test
  void refused_manyPeople_areBounded() {
    int told = 0;
    for (int person = 0; person < 5_000; person++) {
      told += limit.refused(refusedOf(person), START).isPresent() ? 1 : 0;
    }
    assertThat(told).isEqualTo(RefusalLimit.MAX_PAIRS);
    List<String> due = limit.due(at(60));
    assertThat(due).hasSize(1).first().asString().startsWith("4900 further requests were refused");
    assertThat(limit.due(at(121))).isEmpty();
  }

  private static AuditEntry refusedOf(int person) {
    Account account = new Account("S-1-5-21-" + person, "PEQUOD", "p" + person, "");
    return Entries.refused(Entries.person(account, person), "ahab");
  }

  @Test
  void due_clockSetBack_nobodyWaitsLonger() {
    Optional<String> first = limit.refused(Entries.refused(), START);
    assertThat(first).isPresent();
    assertThat(limit.refused(Entries.refused(), at(1))).isEmpty();
    assertThat(limit.due(START.minus(Duration.ofDays(1)))).hasSize(1);
  }

  @Test
  void idle_isUntilSomethingIsDue() {
    assertThat(limit.idle(START)).isEqualTo(RefusalLimit.PERIOD);
    limit.others(3, START);
    assertThat(limit.idle(at(20))).isEqualTo(Duration.ofSeconds(40));
    assertThat(limit.idle(at(90))).isZero();
    assertThat(limit.due(at(90))).hasSize(1);
  }

  @Test
  void rest_atTheEnd_tellsWhatIsUntold() {
    assertThat(limit.refused(Entries.refused(), START)).isPresent();
    assertThat(limit.rest()).isEmpty();
    assertThat(limit.refused(Entries.refused(), START)).isPresent();
    assertThat(limit.refused(Entries.refused(), START)).isEmpty();
    limit.others(2, START);
    assertThat(limit.rest()).hasSize(2);
  }
}
