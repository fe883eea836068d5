package ishmael.simulator.phonesystem.engine;

import static ishmael.simulator.phonesystem.Pequod.AHAB_CABIN_PHONE;
import static ishmael.simulator.phonesystem.Pequod.AHAB_PHONE;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS;
import static ishmael.simulator.phonesystem.Pequod.CHANDLERS_NAME;
import static ishmael.simulator.phonesystem.Pequod.FORECASTLE_PHONE;
import static ishmael.simulator.phonesystem.Pequod.STARBUCK_PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ishmael.simulator.phonesystem.Pequod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final Stage stage = new Stage();
  private final Engine engine = stage.engine;

  @Test
  void moveUser_occupiedPlace_sendsTheOtherAway() {
    engine.moveUser("ahab", "Forecastle");
    List<LocationsChanged> events = stage.told(LocationsChanged.class);
    assertThat(events).extracting(LocationsChanged::owner).containsExactly("Queequeg", "Ahab");
    assertThat(events).extracting(LocationsChanged::arrived).containsExactly(false, true);
    assertThat(events.get(0).locations()).hasSize(1);
    assertThat(events.get(1).locations().get(0).isStatic()).isTrue();
    assertThat(events.get(1).locations().get(1).name()).isEqualTo("Forecastle");
    assertThat(engine.userAt(FORECASTLE_PHONE)).map(UserAccount::name).contains("Ahab");
    assertThat(engine.userAt(AHAB_PHONE)).isEmpty();
    assertThat(engine.presenceOf("queequeg")).isEqualTo(PhonePresence.State.UNAVAILABLE);
  }

  @Test
  void moveUser_unknownPlace_isRefused() {
    assertThatThrownBy(() -> engine.moveUser("ahab", "Nowhere")).isInstanceOf(CallRefused.class);
  }

  @Test
  void leavePlace_thenCalled_doesNotRing() {
    engine.leavePlace("queequeg");
    assertThatThrownBy(() -> engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "105"))
        .isInstanceOf(CallRefused.class);
    assertThat(engine.channels()).isEmpty();
  }

  @Test
  void presence_followsPlugAndCalls() {
    engine.unplug(STARBUCK_PHONE);
    engine.plug(STARBUCK_PHONE);
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "102");
    engine.answer(STARBUCK_PHONE);
    engine.putDown(STARBUCK_PHONE);
    assertThat(stage.told(PhonePresence.class))
        .extracting(PhonePresence::state)
        .containsExactly(
            PhonePresence.State.UNAVAILABLE,
            PhonePresence.State.AVAILABLE,
            PhonePresence.State.IN_CALL,
            PhonePresence.State.AVAILABLE);
  }

  @Test
  void pickupEvents_ringThenGone() {
    engine.outsideCalls(CHANDLERS, CHANDLERS_NAME, "102");
    engine.answer(STARBUCK_PHONE);
    Party caller = new Party(CHANDLERS_NAME, CHANDLERS);
    assertThat(stage.told(PickupEvent.class))
        .containsExactly(
            new PickupEvent("Starbuck", true, "102", caller),
            new PickupEvent("Starbuck", false, "102", caller));
  }

  @Test
  void outsideCalls_twoPhones_forkAndOneWins() {
    Stage two = twoPhones();
    two.engine.outsideCalls("1", "", "7");
    assertThat(two.engine.channels()).hasSize(2);
    two.forget();
    two.engine.answer("two");
    assertThat(two.told(ChannelEvent.class))
        .extracting(e -> e.device() + " " + e.type().wireName())
        .containsExactly("one hangup", "two busy");
  }

  @Test
  void behaviour_ofAPhoneThatDeclinedAlready_leavesTheOtherRinging() {
    Stage two = twoPhones();
    two.engine.behave("one", Behaviour.rejectsAfter(Duration.ofSeconds(2)));
    two.engine.outsideCalls("1", "", "7");
    two.engine.putDown("one");
    two.pass(3_000);
    assertThat(two.engine.channels()).extracting(Channel::device).containsExactly("two");
  }

  private static Stage twoPhones() {
    List<Phone> phones = List.of(Phone.full("one", "t"), Phone.full("two", "t"));
    UserAccount user = new UserAccount(1, "ishmael", "Ishmael", "7", "x", List.of("r"), phones);
    return new Stage(Site.builder().role("r").user(user).build());
  }

  @Test
  void phoneOf_isThePhoneOfTheCurrentPlace() {
    assertThat(engine.phoneOf("ahab")).map(Phone::name).contains(AHAB_PHONE);
    engine.unplug(AHAB_PHONE);
    assertThat(engine.phoneOf("ahab")).map(Phone::name).contains(AHAB_CABIN_PHONE);
    assertThat(engine.phoneOf(Pequod.SUPERVISOR)).isEmpty();
  }

  @Test
  void roles_withdrawnAndGranted_changeTheRights() {
    assertThat(engine.hasRight("TS-Supervisor", Role.SUPERVISOR)).isTrue();
    engine.withdrawRole(Pequod.SUPERVISOR, Pequod.SUPERVISOR_ROLE);
    assertThat(engine.hasRight(Pequod.SUPERVISOR, Role.SUPERVISOR)).isFalse();
    engine.grantRole("ahab", Pequod.SUPERVISOR_ROLE);
    assertThat(engine.hasRight("ahab", Role.SUPERVISOR)).isTrue();
    assertThatThrownBy(() -> engine.grantRole("ahab", "Admiral")).isInstanceOf(CallRefused.class);
  }

  @Test
  void phoneBook_hasAccountsAndContacts() {
    assertThat(engine.phoneBook())
        .filteredOn(PhoneBookEntry::account)
        .hasSize(7)
        .first()
        .extracting(PhoneBookEntry::number)
        .isEqualTo("101");
    assertThat(engine.phoneBook()).filteredOn(e -> !e.account()).hasSize(3);
  }

  @Test
  void toString_ofAnAccount_hidesThePassword() {
    assertThat(engine.user("ahab").toString()).doesNotContain(Pequod.CREW_PASSWORD);
  }
}
