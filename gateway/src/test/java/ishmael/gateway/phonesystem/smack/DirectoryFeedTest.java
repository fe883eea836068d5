package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Place;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the feed reads, and when it reads it again. */
class DirectoryFeedTest extends FeedScene {
  @Test
  void begin_manyUsers_asksAtMost32AtATime() {
    begin(sailors(100));

    int most = sent.size();
    int answers = 0;
    while (!asked().isEmpty()) {
      String name = asked().get(0);
      answer(name, info(name, "1", name, "Phone " + name));
      answers++;
      most = Math.max(most, asked().size());
    }

    assertThat(most).isEqualTo(32);
    assertThat(answers).isEqualTo(100);
    assertThat(settled).containsExactly(100);
    assertThat(directory.users()).allMatch(user -> user.phones().size() == 1);
  }

  @Test
  void begin_noRoomForQuestions_endsWithoutDeepRecursion() {
    feed.begin();
    ElementIq roster = take("query");
    room = false;

    requests.answered(roster.getStanzaId(), new Reply.Roster(sailors(50_000)));

    assertThat(settled).containsExactly(50_000);
  }

  @Test
  void begin_phoneBook_isReadAfterTheUsers() {
    begin(sailors(3));

    assertThat(kinds()).doesNotContain("cmd FindAll");
    answerAll();

    assertThat(kinds()).containsExactly("cmd FindAll");
    assertThat(settled).containsExactly(3);
  }

  @Test
  void placesAndRedirect_ofTheAnswer_areKept() {
    begin(sailors(1));

    answer(
        "sailor0",
        Element.of("UserInfo")
            .containing(
                places(place("Sailor 0", true, "Own"), place("Deck", false, "Deck 1", "Deck 2")),
                Element.of("RedirectEntry")
                    .containing(Element.of("source", "100"), Element.of("target", "0160123"))));

    assertThat(user("sailor0").places())
        .containsExactly(
            new Place("Sailor 0", true, List.of(new DeviceName("Own"))),
            new Place("Deck", false, List.of(new DeviceName("Deck 1"), new DeviceName("Deck 2"))));
    assertThat(phonesOf("sailor0")).containsExactly("Own", "Deck 1", "Deck 2");
    assertThat(user("sailor0").redirect()).contains("0160123");
  }

  @Test
  void redirected_event_countsAtOnceAndIsAskedFor() {
    beginWith(3);
    settled.clear();

    feed.redirected(new RedirectEntry(Optional.of("101"), Optional.of("0160"), Optional.empty()));

    assertThat(user("sailor1").redirect()).contains("0160");
    assertThat(settled).containsExactly(3);
    assertThat(asked()).containsExactly("sailor1");
  }

  @Test
  void wanted_knownOwner_isAskedOnceAMinute() {
    beginWith(5);

    feed.wanted("Phone sailor2");
    assertThat(asked()).containsExactly("sailor2");
    answerAll();
    feed.wanted("Phone sailor2");
    assertThat(sent).isEmpty();
    timers.advance(Duration.ofSeconds(61));
    feed.wanted("Phone sailor2");

    assertThat(asked()).containsExactly("sailor2");
  }

  @Test
  void wanted_twoWithThatExtension_bothAreAsked() {
    begin(sailors(2));
    answer("sailor0", info("A", "55", "sailor0"));
    answer("sailor1", info("B", "55", "sailor1"));

    feed.wanted("55");

    assertThat(asked()).containsExactly("sailor0", "sailor1");
  }

  @Test
  void wanted_unknownDevice_everybodyAndTheRosterAreAsked() {
    beginWith(5);

    feed.wanted("New phone");

    assertThat(asked()).hasSize(5);
    assertThat(kinds()).contains("query");
  }

  @Test
  void wanted_strangers_doNotMakeEverybodyAskedForAnHour() {
    beginWith(5);
    feed.wanted("Stranger");
    roster(sailors(5));
    answerAll();

    timers.advance(Duration.ofMinutes(5));
    feed.wanted("Stranger");
    assertThat(sent).isEmpty();
    feed.wanted("Another");
    assertThat(asked()).hasSize(5);
    roster(sailors(5));
    answerAll();
    timers.advance(Duration.ofMinutes(56));
    take("query");
    feed.wanted("Stranger");

    assertThat(asked()).hasSize(5);
  }

  @Test
  void wanted_whileAllAreBeingRead_goesFirst() {
    begin(sailors(100));
    answer("sailor99", 100);

    feed.wanted("Phone sailor99");
    answerOne();

    assertThat(asked()).contains("sailor99");
  }

  private void answer(String name, int sailors) {
    // the last one is not asked yet: its data come with an earlier login
    directory.put(
        UserInfo.parse(info("Sailor " + sailors, "1", name, "Phone " + name))
            .toUser(new UserName(name), ""));
  }

  private void answerOne() {
    String first = asked().get(0);
    answer(first, info(first, "1", first));
  }

  @Test
  void pushed_newAndRemoved_areTakenAtOnce() {
    beginWith(2);

    feed.pushed(List.of(gone("sailor0"), item("sailor9", "Cabin boy")));
    answerAll();

    assertThat(names()).containsExactly("sailor1", "sailor9");
    assertThat(settled).containsExactly(2, 2);
    assertThat(phonesOf("sailor9")).containsExactly("Phone sailor9");
  }

  @Test
  void pushed_newName_isAskedForAndShownAlready() {
    beginWith(2);

    feed.pushed(List.of(item("sailor0", "Bosun")));

    assertThat(user("sailor0").displayName()).isEqualTo("Bosun");
    assertThat(asked()).containsExactly("sailor0");
    answer("sailor0", info("Bosun Zero", "100", "Sailor0"));
    assertThat(user("sailor0").displayName()).isEqualTo("Bosun Zero");
    assertThat(user("sailor0").spelling()).isEqualTo("Sailor0");
  }

  @Test
  void pushed_sameName_isAskedForNevertheless() {
    beginWith(2);

    feed.pushed(List.of(item("sailor1", "Sailor 1")));

    assertThat(asked()).containsExactly("sailor1");
  }

  @Test
  void toldOfSomething_beforeTheRosterOfASecondLogin_doesNotEndTheLogin() {
    beginWith(2);
    feed.end();
    settled.clear();
    feed = feed();
    feed.begin();

    feed.redirected(new RedirectEntry(Optional.of("101"), Optional.of("1"), Optional.empty()));
    feed.moved(move(place("Sailor 1", true)));
    feed.wanted("Phone sailor1");
    assertThat(asked()).isEmpty();

    assertThat(settled).isEmpty();
  }

  @Test
  void pushed_beforeTheRoster_isLeftToTheRoster() {
    feed.begin();

    feed.pushed(List.of(item("sailor9", "Early")));

    assertThat(settled).isEmpty();
    assertThat(asked()).isEmpty();
  }

  @Test
  void time_rosterThatDoesNotPush_isReadAgain() {
    beginWith(2);

    timers.advance(TIMES.roster());
    roster(List.of(item("sailor1", "Sailor 1"), item("sailor2", "Sailor 2")));

    assertThat(asked()).containsExactly("sailor2");
    answerAll();
    assertThat(names()).containsExactly("sailor1", "sailor2");
  }

  @Test
  void time_afterHours_everybodyAndThePhoneBookAreReadAgain() {
    beginWith(2);

    timers.advance(TIMES.refresh());

    assertThat(kinds()).containsExactlyInAnyOrder("query", "cmd FindAll");
    roster(sailors(2));
    assertThat(asked()).containsExactly("sailor0", "sailor1");
  }

  @Test
  void time_rosterCannotBeReadAgain_usersAreReadNevertheless() {
    beginWith(2);

    timers.advance(TIMES.refresh());
    rosterFails();

    assertThat(noRoster).isEmpty();
    assertThat(asked()).containsExactly("sailor0", "sailor1");
  }
}
