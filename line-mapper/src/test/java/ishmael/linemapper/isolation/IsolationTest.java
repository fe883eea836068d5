package ishmael.linemapper.isolation;

import static ishmael.linemapper.isolation.Crew.AHAB_LINE;
import static ishmael.linemapper.isolation.Crew.DECK_LINE;
import static ishmael.linemapper.isolation.Crew.STARBUCK_LINE;
import static ishmael.linemapper.isolation.Crew.account;
import static ishmael.linemapper.isolation.Crew.person;
import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.linemapper.isolation.Requester.Stranger;
import ishmael.linemapper.isolation.Verdict.Allowed;
import ishmael.linemapper.isolation.Verdict.Refusal;
import ishmael.linemapper.isolation.Verdict.Refused;
import ishmael.linemapper.isolation.Verdict.Right;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolationTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Set<UserName> busy = new HashSet<>();

  private static Isolation with(Mode mode, Assignment... table) {
    Isolation isolation =
        new Isolation(
            new IsolationPolicy(
                mode,
                List.of(table),
                Set.of("PEQUOD"),
                List.of(AccountPattern.parse("PEQUOD\\peleg")),
                false));
    isolation.lines(Crew.LINES, Crew.NAMESAKES);
    return isolation;
  }

  private String ask(Isolation isolation, Requester requester, UserName line) {
    return isolation
        .request(requester, line, NOW, busy::contains)
        .fold(allowed -> allowed.right().name(), refused -> refused.why().name());
  }

  @Test
  void own_sameName_isTheOwnersWhateverTheCase() {
    Isolation isolation = with(Mode.OWN);
    assertThat(ask(isolation, person("AHAB", 3), AHAB_LINE)).isEqualTo("OWNER");
    assertThat(ask(isolation, person("AHAB", 3), STARBUCK_LINE)).isEqualTo("NOT_OWN");
  }

  @Test
  void own_sameNameOfAnotherDomain_isNotTheOwner() {
    Account local = new Account("S-1-5-21-9-1", "TERMINAL1", "ahab", "");
    assertThat(ask(with(Mode.OWN), new Requester.Person(local, 3), AHAB_LINE)).isEqualTo("NOT_OWN");
  }

  @Test
  void own_accountWithoutLine_claimsWhatNobodyOwns() {
    Isolation isolation = with(Mode.OWN);
    assertThat(ask(isolation, person("pip", 4), AHAB_LINE)).isEqualTo("NOT_OWN");
    assertThat(ask(isolation, person("pip", 4), DECK_LINE)).isEqualTo("CLAIM");
    assertThat(ask(isolation, person("flask", 5), DECK_LINE)).isEqualTo("HELD");
    assertThat(ask(isolation, person("ahab", 3), DECK_LINE)).isEqualTo("NOT_OWN");
  }

  @Test
  void own_tableNamesSecretary_ownsSeveralLines() {
    Assignment row =
        new Assignment(AccountPattern.parse("PEQUOD\\bildad"), Set.of(AHAB_LINE, STARBUCK_LINE));
    Isolation isolation = with(Mode.OWN, row);
    assertThat(ask(isolation, person("bildad", 4), AHAB_LINE)).isEqualTo("OWNER");
    assertThat(ask(isolation, person("bildad", 4), STARBUCK_LINE)).isEqualTo("OWNER");
    assertThat(ask(isolation, person("ahab", 3), AHAB_LINE)).isEqualTo("OWNER");
  }

  @Test
  void own_twoAccountsMappedToOneLine_bothOwnIt() {
    Isolation isolation =
        with(
            Mode.OWN,
            new Assignment(AccountPattern.parse("pip"), Set.of(DECK_LINE)),
            new Assignment(AccountPattern.parse("flask"), Set.of(DECK_LINE)));
    assertThat(ask(isolation, person("pip", 4), DECK_LINE)).isEqualTo("OWNER");
    assertThat(ask(isolation, person("flask", 5), DECK_LINE)).isEqualTo("OWNER");
    assertThat(ask(isolation, person("stubb", 6), DECK_LINE)).isEqualTo("NOT_OWN");
  }

  @Test
  void own_tableForAnAccount_takesThePlaceOfTheSameName() {
    Assignment row = new Assignment(AccountPattern.parse("ahab"), Set.of(DECK_LINE));
    Isolation isolation = with(Mode.OWN, row);
    assertThat(ask(isolation, person("ahab", 3), AHAB_LINE)).isEqualTo("NOT_OWN");
    assertThat(ask(isolation, person("ahab", 3), DECK_LINE)).isEqualTo("OWNER");
  }

  @Test
  void own_renamedAccount_keepsItsClaimBySidAndOwnsByItsNewName() {
    Isolation isolation = with(Mode.OWN);
    Account before = new Account("S-1-5-21-7-1", "PEQUOD", "pip", "");
    Account after = new Account("S-1-5-21-7-1", "PEQUOD", "pippin", "");
    assertThat(ask(isolation, new Requester.Person(before, 4), DECK_LINE)).isEqualTo("CLAIM");
    assertThat(ask(isolation, new Requester.Person(after, 4), DECK_LINE)).isEqualTo("CLAIM");
    assertThat(isolation.claims()).hasSize(1);
  }

  @Test
  void own_unresolvedAccount_ownsNothingAndMayClaim() {
    Requester.Person nameless = new Requester.Person(Account.unresolved("S-1-5-21-7-2"), 4);
    Isolation isolation = with(Mode.OWN);
    assertThat(ask(isolation, nameless, AHAB_LINE)).isEqualTo("NOT_OWN");
    assertThat(ask(isolation, nameless, DECK_LINE)).isEqualTo("CLAIM");
  }

  @Test
  void claim_firstSession_holdsTheLineUntilItsSessionEnds() {
    Isolation isolation = with(Mode.CLAIM);
    assertThat(ask(isolation, person("flask", 5), AHAB_LINE)).isEqualTo("CLAIM");
    assertThat(ask(isolation, person("ahab", 3), AHAB_LINE)).isEqualTo("HELD");
    assertThat(isolation.sessionEnded(5)).extracting(Claim::line).containsExactly(AHAB_LINE);
    assertThat(ask(isolation, person("ahab", 3), AHAB_LINE)).isEqualTo("CLAIM");
  }

  @Test
  void claim_sameAccountInAnotherSession_isAnother() {
    Isolation isolation = with(Mode.CLAIM);
    assertThat(ask(isolation, person("flask", 5), AHAB_LINE)).isEqualTo("CLAIM");
    assertThat(ask(isolation, person("flask", 6), AHAB_LINE)).isEqualTo("HELD");
  }

  @Test
  void claim_sessionNumberOfAnotherAccount_isNotTheHolder() {
    Isolation isolation = with(Mode.CLAIM);
    assertThat(ask(isolation, person("flask", 5), AHAB_LINE)).isEqualTo("CLAIM");
    assertThat(ask(isolation, person("stubb", 5), AHAB_LINE)).isEqualTo("HELD");
  }

  @Test
  void claim_anotherFreeLine_movesUnlessACallIsGoingOn() {
    Isolation isolation = with(Mode.CLAIM);
    ask(isolation, person("flask", 5), AHAB_LINE);
    busy.add(AHAB_LINE);
    assertThat(ask(isolation, person("flask", 5), DECK_LINE)).isEqualTo("BUSY_ELSEWHERE");
    busy.clear();
    Verdict moved = isolation.request(person("flask", 5), DECK_LINE, NOW, busy::contains);
    assertThat(moved).isInstanceOf(Allowed.class);
    assertThat(((Allowed) moved).ended()).extracting(Claim::line).containsExactly(AHAB_LINE);
    assertThat(isolation.claims()).extracting(Claim::line).containsExactly(DECK_LINE);
  }

  @Test
  void claim_lineClosedOrReleased_isFree() {
    Isolation isolation = with(Mode.CLAIM);
    ask(isolation, person("flask", 5), AHAB_LINE);
    assertThat(isolation.lineClosed(AHAB_LINE)).hasSize(1);
    ask(isolation, person("stubb", 6), AHAB_LINE);
    assertThat(isolation.release(AHAB_LINE)).extracting(Claim::session).containsExactly(6);
    assertThat(isolation.claims()).isEmpty();
  }

  @Test
  void claim_userDeletedAtThePhoneSystem_ends() {
    Isolation isolation = with(Mode.CLAIM);
    ask(isolation, person("flask", 5), DECK_LINE);
    assertThat(isolation.lines(Crew.NAMESAKES, Crew.NAMESAKES))
        .extracting(Claim::line)
        .containsExactly(DECK_LINE);
  }

  @Test
  void claim_lineGetsAnOwner_ends() {
    Isolation isolation = with(Mode.OWN);
    ask(isolation, person("pip", 4), DECK_LINE);
    assertThat(isolation.lines(Crew.LINES, Crew.LINES)).hasSize(1);
    assertThat(ask(isolation, person("pip", 4), DECK_LINE)).isEqualTo("NOT_OWN");
  }

  @Test
  void administrator_mayUseEveryLineAndHoldsNone() {
    for (Mode mode : List.of(Mode.OWN, Mode.CLAIM)) {
      Isolation isolation = with(mode);
      assertThat(ask(isolation, person("peleg", 1), AHAB_LINE)).isEqualTo("ADMINISTRATOR");
      assertThat(isolation.claims()).isEmpty();
    }
  }

  @Test
  void stranger_followsItsSwitch() {
    assertThat(ask(with(Mode.OWN), new Stranger(), AHAB_LINE)).isEqualTo("STRANGER");
    Isolation open =
        new Isolation(new IsolationPolicy(Mode.OWN, List.of(), Set.of(), List.of(), true));
    assertThat(open.request(new Stranger(), AHAB_LINE, NOW, busy::contains))
        .isEqualTo(Allowed.by(Right.STRANGER));
  }

  @Test
  void open_everybodyMay() {
    Isolation isolation = with(Mode.OPEN);
    assertThat(ask(isolation, person("flask", 5), AHAB_LINE)).isEqualTo("OPEN");
    assertThat(ask(isolation, new Stranger(), AHAB_LINE)).isEqualTo("OPEN");
    assertThat(isolation.claims()).isEmpty();
  }

  @Test
  void policy_changes_endsClaimsThatItDoesNotKnow() {
    Isolation isolation = with(Mode.CLAIM);
    ask(isolation, person("ahab", 3), DECK_LINE);
    ask(isolation, person("pip", 4), STARBUCK_LINE);
    assertThat(isolation.policy(IsolationPolicy.standard())).hasSize(2);
    assertThat(isolation.request(person("pip", 4), STARBUCK_LINE, NOW, busy::contains))
        .isEqualTo(new Refused(Refusal.NOT_OWN, java.util.Optional.empty()));
    assertThat(account("pip").display()).isEqualTo("PEQUOD\\pip");
  }
}
