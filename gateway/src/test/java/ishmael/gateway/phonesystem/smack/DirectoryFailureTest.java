package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A phone system that answers badly must not cost anybody the line. */
class DirectoryFailureTest extends FeedScene {
  private static final Reply ERROR = new Reply.Refused("item-not-found", "");

  @Test
  void noRoster_atTheLogin_isTold() {
    feed.begin();

    rosterFails();

    assertThat(noRoster).containsExactly(new Reply.Silent());
    assertThat(settled).isEmpty();
  }

  @Test
  void user_failureErrorAndSilence_isKeptFromTheRosterAndAskedAgain() {
    begin(sailors(4));

    reply("sailor0", failure());
    reply("sailor1", ERROR);
    reply("sailor2", new Reply.Silent());
    reply("sailor3", new Reply.Result(PhoneSystemAnswer.nothing()));

    assertThat(settled).containsExactly(4);
    assertThat(user("sailor0").displayName()).isEqualTo("Sailor 0");
    assertThat(phonesOf("sailor0")).isEmpty();
    assertThat(gauge("unread")).isEqualTo(4);
    noPhoneBook();

    timers.advance(TIMES.firstRetry());
    answerAll();

    assertThat(gauge("unread")).isZero();
    assertThat(phonesOf("sailor3")).containsExactly("Phone sailor3");
  }

  @Test
  void user_failsLater_keepsWhatWasKnown() {
    beginWith(1);

    feed.wanted("Phone sailor0");
    reply("sailor0", failure());

    assertThat(phonesOf("sailor0")).containsExactly("Phone sailor0");
    assertThat(gauge("unread")).isEqualTo(1);
  }

  @Test
  void onePercent_failsForEver_isAskedAgainAndAgainWithPauses() {
    begin(sailors(200));
    int asked = 0;
    for (Duration day = Duration.ZERO; day.toHours() < 4; day = day.plusMinutes(1)) {
      while (!asked().isEmpty()) {
        if (asked().contains("sailor7")) {
          asked++;
          reply("sailor7", failure());
        } else {
          answerAll(name -> !name.equals("sailor7"));
        }
      }
      if (kinds().contains("query")) {
        roster(sailors(200));
      }
      timers.advance(Duration.ofMinutes(1));
    }

    assertThat(asked).isBetween(16, 40);
    assertThat(names()).hasSize(200);
    assertThat(gauge("unread")).isEqualTo(1);
  }

  @Test
  void login_someNeverAnswer_doesNotWaitForThem() {
    begin(sailors(40));
    answerAll(name -> !name.equals("sailor3"));
    assertThat(settled).isEmpty();

    timers.advance(TIMES.patience());

    assertThat(settled).containsExactly(40);
    reply("sailor3", new Reply.Silent());
    assertThat(settled).containsExactly(40, 40);
  }

  @Test
  void login_usersNotAskedYet_areWaitedFor() {
    begin(sailors(40));

    timers.advance(TIMES.patience().multipliedBy(3));

    assertThat(settled).isEmpty();
  }

  @Test
  void answer_ofAnotherUser_isNotTaken() {
    begin(sailors(2));

    answer("sailor0", info("Sailor 1", "101", "sailor1", "Phone sailor1"));
    answer("sailor1", info("Sailor 1", "101", "SAILOR1@mobydick", "Phone sailor1"));

    assertThat(phonesOf("sailor0")).isEmpty();
    assertThat(phonesOf("sailor1")).containsExactly("Phone sailor1");
    assertThat(gauge("unread")).isEqualTo(1);
    assertThat(registry.counter("ishmael.phonesystem.dropped", "why", "mixed-up").count())
        .isEqualTo(1);
  }

  @Test
  void answer_ofEscapedName_isTaken() {
    begin(List.of(item("d\\27artagnan", "D'Artagnan"), item("old\\20salt", "Old Salt")));

    answer("d\\27artagnan", info("D'Artagnan", "1", "D'Artagnan", "Epee"));
    answer("old\\20salt", info("Old Salt", "2", "old salt", "Pipe"));

    assertThat(directory.users()).allMatch(user -> user.phones().size() == 1);
    assertThat(user("old\\20salt").spelling()).isEqualTo("old salt");
  }

  @Test
  void answer_twice_countsOnce() {
    begin(sailors(1));
    String id = sent.peek().getStanzaId();
    answerAll();

    assertThat(requests.answered(id, failure())).isFalse();
    assertThat(phonesOf("sailor0")).containsExactly("Phone sailor0");
  }

  @Test
  void user_vanishesBetweenRosterAndAnswer_doesNotComeBack() {
    begin(sailors(6));

    feed.pushed(List.of(gone("sailor0")));
    answerAll();

    assertThat(names()).doesNotContain("sailor0").hasSize(5);
    assertThat(gauge("unread")).isZero();
  }

  @Test
  void user_removedThenFailing_isNotAskedAgain() {
    begin(sailors(6));
    reply("sailor0", failure());
    answerAll();
    noPhoneBook();

    feed.pushed(List.of(gone("sailor0")));
    timers.advance(TIMES.firstRetry());

    assertThat(asked()).isEmpty();
    assertThat(gauge("unread")).isZero();
  }

  @Test
  void roster_empty_isBelievedOnlyWhenSaidThreeTimes() {
    beginWith(2_000);

    timers.advance(TIMES.roster());
    roster(List.of());
    assertThat(names()).hasSize(2_000);
    timers.advance(TIMES.doubt());
    roster(List.of());
    assertThat(names()).hasSize(2_000);
    timers.advance(TIMES.doubt());
    roster(List.of());

    assertThat(names()).isEmpty();
  }

  @Test
  void roster_emptyOnce_costsNobodyTheLine() {
    beginWith(2_000);

    timers.advance(TIMES.roster());
    roster(List.of());
    timers.advance(TIMES.doubt());
    roster(sailors(2_000));
    answerAll();
    timers.advance(TIMES.roster());
    roster(List.of());

    assertThat(names()).hasSize(2_000);
  }

  @Test
  void roster_growsWhileTheServerStarts_startsTheCountAnew() {
    beginWith(2_000);

    timers.advance(TIMES.roster());
    for (int named : new int[] {0, 500, 1_000, 1_500}) {
      roster(sailors(named));
      assertThat(names()).as("%d named", named).hasSize(2_000);
      timers.advance(TIMES.doubt());
    }
    roster(sailors(2_000));

    assertThat(names()).hasSize(2_000);
  }

  @Test
  void roster_fewMissing_areGoneAtOnce() {
    beginWith(2_000);

    timers.advance(TIMES.roster());
    roster(sailors(1_900));

    assertThat(names()).hasSize(1_900);
  }

  @Test
  void roster_emptyAtTheFirstLogin_isAskedForAgainThenBelieved() {
    begin(List.of());
    assertThat(settled).isEmpty();
    timers.advance(TIMES.doubt());
    roster(List.of());
    assertThat(settled).isEmpty();
    timers.advance(TIMES.doubt());
    roster(List.of());

    assertThat(settled).containsExactly(0);
  }

  @Test
  void roster_emptyAfterAReconnect_theUsersStayAndTheLoginGoesOn() {
    beginWith(50);
    feed.end();
    settled.clear();
    feed = feed();

    begin(List.of());
    answerAll();

    assertThat(settled).containsExactly(50);
    assertThat(names()).hasSize(50);
  }

  @Test
  void pushed_massRemoval_isCheckedWithTheRoster() {
    beginWith(100);

    feed.pushed(IntStream.range(0, 60).mapToObj(i -> gone("sailor" + i)).toList());
    assertThat(names()).hasSize(90);
    timers.advance(TIMES.doubt());
    roster(sailors(100));
    answerAll();

    assertThat(names()).hasSize(100);
  }

  @Test
  void question_underWayWhenTheUserMoves_isAskedAgainAndItsAnswerNotTaken() {
    beginWith(1);
    feed.wanted("Phone sailor0");

    feed.moved(move(place("Sailor 0", true), place("Deck", false, "Deck phone")));
    assertThat(asked()).containsExactly("sailor0");
    answer("sailor0", info("Sailor 0", "100", "sailor0", "Phone sailor0"));

    assertThat(phonesOf("sailor0")).containsExactly("Deck phone");
    assertThat(asked()).containsExactly("sailor0");
    answer("sailor0", info("Sailor 0", "100", "sailor0", "Deck phone", "Second"));
    assertThat(phonesOf("sailor0")).containsExactly("Deck phone", "Second");
    assertThat(directory.holders(new ishmael.linemapper.DeviceName("Phone sailor0"))).isEmpty();
    assertThat(directory.stale()).doesNotContain(new UserName("sailor0"));
  }
}
