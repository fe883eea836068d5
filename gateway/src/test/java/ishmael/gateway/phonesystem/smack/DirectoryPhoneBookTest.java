package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.directory.PhoneBook.Account;
import ishmael.linemapper.Extension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The phone book as the second source of users. */
class DirectoryPhoneBookTest extends FeedScene {
  private List<Account> onlyThere() {
    return phoneBook.onlyHere(directory, Optional.of(new Extension("900")));
  }

  @Test
  void phoneBook_accountsWithoutRosterEntry_areCountedButAreNoUsers() {
    begin(sailors(2));
    answerAll();

    phoneBook(
        account("Sailor 0", "100"),
        account("Sailor 1", "101"),
        account("Fax Room", "777"),
        account("Terminal Server", "900"),
        account("Nobody", ""),
        entry("undef", "Chandlers", "0015085550100"));

    assertThat(onlyThere()).containsExactly(new Account("Fax Room", new Extension("777")));
    assertThat(gauge("phonebook.only")).isEqualTo(1);
    assertThat(names()).containsExactly("sailor0", "sailor1");
  }

  @Test
  void phoneBook_laterRosterEntryWithTheExtension_merges() {
    begin(sailors(1));
    answerAll();
    phoneBook(account("Fax Room", "777"));
    assertThat(gauge("phonebook.only")).isEqualTo(1);

    feed.pushed(List.of(item("fax", "Fax Room")));
    answer("fax", info("Fax Room", "777", "Fax", "Fax phone"));

    assertThat(onlyThere()).isEmpty();
    assertThat(gauge("phonebook.only")).isZero();
    assertThat(user("fax").extension()).contains(new Extension("777"));
  }

  @Test
  void phoneBook_userWhoCouldNotBeRead_isNotSaidToLackAGroupNorGivenTheExtension() {
    begin(sailors(1));
    reply("sailor0", failure());

    phoneBook(account("Sailor 0", "100"));

    assertThat(onlyThere()).isEmpty();
    assertThat(user("sailor0").extension()).isEmpty();
  }

  @Test
  void phoneBook_cannotBeRead_changesNothing() {
    begin(sailors(1));
    answerAll();

    noPhoneBook();

    assertThat(settled).containsExactly(1);
    assertThat(gauge("phonebook.only")).isZero();
  }

  @Test
  void wanted_extensionOfThePhoneBook_looksForANewRosterEntryOnly() {
    begin(sailors(5));
    answerAll();
    phoneBook(account("Fax Room", "777"));

    feed.wanted("777");
    assertThat(asked()).isEmpty();
    roster(
        List.of(
            item("fax", "Fax Room"),
            item("sailor0", "Sailor 0"),
            item("sailor1", "Sailor 1"),
            item("sailor2", "Sailor 2"),
            item("sailor3", "Sailor 3"),
            item("sailor4", "Sailor 4")));

    assertThat(asked()).containsExactly("fax");
  }

  @Test
  void phoneBook_removedUser_isThereStill() {
    begin(sailors(5));
    answerAll();
    phoneBook(account("Sailor 0", "100"));

    feed.pushed(List.of(gone("sailor0")));

    assertThat(onlyThere()).hasSize(1);
  }
}
