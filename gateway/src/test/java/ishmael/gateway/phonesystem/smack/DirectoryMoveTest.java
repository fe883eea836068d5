package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SetLocation does not say who moved; no phone may be given to the wrong user. */
class DirectoryMoveTest extends FeedScene {
  private void twoOfOneName() {
    begin(List.of(item("ann", "Smith"), item("bob", "Smith"), item("cook", "Cook")));
    answer("ann", info("Smith", "1", "ann", "Ann's"));
    answer("bob", info("Smith", "2", "bob", "Bob's"));
    answer("cook", info("Cook", "3", "cook", "Cook's"));
    noPhoneBook();
    settled.clear();
  }

  @Test
  void moved_onlyOneOfThatName_countsAtOnceAndIsAskedFor() {
    beginWith(5);
    settled.clear();

    feed.moved(
        move(place("Sailor 1", true, "Phone sailor1"), place("Deck", false, "Phone sailor3")));

    assertThat(settled).containsExactly(5);
    assertThat(phonesOf("sailor1")).containsExactly("Phone sailor1", "Phone sailor3");
    assertThat(user("sailor1").places())
        .contains(new Place("Deck", false, List.of(new DeviceName("Phone sailor3"))));
    assertThat(phonesOf("sailor3")).isEmpty();
    assertThat(asked()).containsExactly("sailor1", "sailor3");
  }

  @Test
  void moved_namesakes_whoHasTheOwnPhoneMoved() {
    twoOfOneName();

    feed.moved(move(place("Smith", true, "Bob's"), place("Deck", false, "Deck phone")));

    assertThat(phonesOf("bob")).containsExactly("Bob's", "Deck phone");
    assertThat(phonesOf("ann")).containsExactly("Ann's");
    assertThat(asked()).containsExactly("ann", "bob");
  }

  @Test
  void moved_namesakesWithoutOwnPhone_thePhoneIsNobodysUntilTheAnswers() {
    twoOfOneName();

    feed.moved(move(place("Smith", true), place("Galley", false, "Cook's")));

    assertThat(directory.holders(new DeviceName("Cook's"))).isEmpty();
    assertThat(asked()).containsExactlyInAnyOrder("ann", "bob", "cook");
    answer("ann", info("Smith", "1", "ann", "Ann's", "Cook's"));
    answer("bob", info("Smith", "2", "bob", "Bob's"));
    answer("cook", info("Cook", "3", "cook"));
    assertThat(phonesOf("ann")).containsExactly("Ann's", "Cook's");
    assertThat(phonesOf("bob")).containsExactly("Bob's");
    assertThat(settled).containsExactly(3, 3);
  }

  @Test
  void moved_namesakeInThePhoneBookOnly_isNotTakenForTheOtherOne() {
    begin(sailors(1));
    answerAll();
    phoneBook(account("Sailor 0", "100"), account("Sailor 0", "777"));

    feed.moved(move(place("Sailor 0", true), place("Deck", false, "Deck phone")));

    assertThat(phonesOf("sailor0")).containsExactly("Phone sailor0");
    assertThat(asked()).containsExactly("sailor0");
  }

  @Test
  void moved_unknownName_asksEverybodyButOnceAMinute() {
    beginWith(5);

    feed.moved(move(place("Somebody", true, "new phone")));
    assertThat(asked()).hasSize(5);
    roster(sailors(5));
    answerAll();
    feed.moved(move(place("Somebody", true, "new phone")));

    assertThat(sent).isEmpty();
  }

  @Test
  void moved_nameOfThePhoneBook_looksForANewRosterEntryOnly() {
    begin(sailors(5));
    answerAll();
    phoneBook(account("Fax Room", "777"));

    feed.moved(move(place("Fax Room", true, "Fax")));

    assertThat(asked()).isEmpty();
    assertThat(kinds()).containsExactly("query");
  }

  @Test
  void moved_withoutOwnPlace_phonesAreNobodysAndEverybodyIsAsked() {
    beginWith(5);

    feed.moved(move(place("Deck", false, "Phone sailor3")));

    assertThat(phonesOf("sailor3")).isEmpty();
    assertThat(asked().get(0)).isEqualTo("sailor3");
    assertThat(asked()).hasSize(5);
  }

  @Test
  void moved_duringTheLogin_doesNotEndIt() {
    begin(sailors(40));

    feed.moved(move(place("Sailor 39", true, "Deck phone")));

    assertThat(settled).isEmpty();
    assertThat(phonesOf("sailor39")).containsExactly("Deck phone");
  }
}
