package ishmael.gateway.phonesystem.protocol.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.gateway.phonesystem.protocol.event.AttributeFilter;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfJournal;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer.OfPhonebook;
import ishmael.gateway.phonesystem.protocol.journal.JournalEntry;
import ishmael.gateway.phonesystem.protocol.phonebook.PhonebookEntry;
import ishmael.gateway.phonesystem.protocol.redirect.RedirectEntry;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Label;
import ishmael.linemapper.Party;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Literal answers to values. */
class AnswersTest {
  private static final Party BAKER = new Party("Bäcker & Söhne", "00498912345");

  static JournalEntry entry(String id) {
    return new JournalEntry(
        Optional.of(id),
        Optional.of(new UserName("cook")),
        Optional.of(new Extension("207")),
        Optional.of(Instant.ofEpochMilli(1767231234567L)),
        true,
        false,
        Optional.of(Duration.ofSeconds(61)),
        Optional.of(Duration.ofSeconds(48)),
        Optional.of(new DeviceName("Snom 00041399BBCC [Galley]")),
        Optional.of("Galley"),
        BAKER,
        Optional.of("9"),
        Optional.of("hangup"),
        Optional.of("far end"),
        Optional.of("queue"),
        Optional.of("Cargo"),
        Optional.of("r-88"));
  }

  private static PhoneSystemAnswer answer(String file) {
    return PhoneSystemAnswer.parse(Stanzas.file(file));
  }

  @Test
  void successAndFailure_areRead() {
    assertThat(answer("success")).isEqualTo(new PhoneSystemAnswer.Success("Done"));
    assertThat(answer("failure")).isEqualTo(new PhoneSystemAnswer.Failure("No such phone"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<cmd><Failure> No </Failure></cmd>|No",
        "<cmd><Failure><message/></Failure></cmd>|''",
        "<cmd><Failure/></cmd>|''",
        "<cmd><Failure><message>A</message><message>B</message></Failure></cmd>|A",
        "<cmd><Failure><message><![CDATA[<A>]]><!-- x --></message></Failure></cmd>|<A>"
      })
  void failure_oddMessage_isStillAFailure(String xml, String text) {
    assertThat(PhoneSystemAnswer.parse(Stanzas.text(xml)))
        .isEqualTo(new PhoneSystemAnswer.Failure(text));
  }

  @Test
  void subscriptionList_isRead() {
    assertThat(answer("subscription-list"))
        .isEqualTo(
            new PhoneSystemAnswer.OfSubscriptions(
                List.of(
                    new Subscription("base", "ChannelEvent", Scope.SUPERVISOR),
                    new Subscription(
                        "queue",
                        "*",
                        Scope.USER,
                        List.of(
                            new AttributeFilter("queue", "Cargo & Stores"),
                            new AttributeFilter("kind", ""))),
                    new Subscription("", "nowhere", Scope.USER))));
  }

  @Test
  void redirectEntry_underWrongModule_isRead() {
    assertThat(answer("redirect-entry"))
        .isEqualTo(
            new PhoneSystemAnswer.OfRedirect(
                new RedirectEntry(Optional.of("207"), Optional.of("0040222"), Optional.empty())));
  }

  @Test
  void journalList_isRead() {
    JournalEntry nonsense =
        new JournalEntry(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Party.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(((OfJournal) answer("journal-list")).list().entries())
        .containsExactly(entry("4712"), nonsense);
  }

  @Test
  void phonebookList_isRead() {
    List<PhonebookEntry> entries = ((OfPhonebook) answer("phonebook-list")).list().entries();

    assertThat(entries).hasSize(3);
    assertThat(entries).extracting(PhonebookEntry::account).containsExactly(true, false, false);
    assertThat(entries.get(0))
        .isEqualTo(
            new PhonebookEntry(
                Optional.of("011account"),
                Optional.of("The Cook"),
                Optional.of("The Cook"),
                Optional.of("Tom"),
                Optional.of("Cook"),
                Optional.of("Galley crew"),
                Optional.of("207"),
                Optional.of("015112345"),
                Optional.of("0891112"),
                Optional.of("2079"),
                Optional.of("cook@schooner.example"),
                List.of(new Label("L-7", "Night watch", "generic", "2", true))));
    assertThat(entries.get(1).phone()).contains("0040222");
    assertThat(entries.get(1).fax()).isEmpty();
    assertThat(entries.get(1).labels()).isEmpty();
    assertThat(entries.get(2).id()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"<cmd/>,''", "<cmd><Weather/></cmd>,Weather", "<cmd>calm<Sea/><Sky/></cmd>,Sea"})
  void unknown_isNamed(String xml, String name) {
    assertThat(PhoneSystemAnswer.parse(Stanzas.text(xml)))
        .isEqualTo(new PhoneSystemAnswer.Unknown(name));
  }

  @Test
  void known_amongUnknown_isFound() {
    assertThat(
            PhoneSystemAnswer.parse(
                Stanzas.text("<cmd module='tide'><Sea/><Success/><Sky/></cmd>")))
        .isEqualTo(new PhoneSystemAnswer.Success(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "success",
        "failure",
        "user-info",
        "subscription-list",
        "redirect-entry",
        "journal-list",
        "phonebook-list",
        "dial"
      })
  void fold_eachKind_callsItsOwnFunction(String file) {
    assertThat(
            answer(file)
                .<String>fold(
                    success -> "success",
                    failure -> "failure",
                    user -> "user-info",
                    subscriptions -> "subscription-list",
                    redirect -> "redirect-entry",
                    journal -> "journal-list",
                    phonebook -> "phonebook-list",
                    unknown -> "dial"))
        .isEqualTo(file);
  }
}
