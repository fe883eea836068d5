package ishmael.linemapper.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import ishmael.linemapper.isolation.Verdict.Allowed;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random requests, judged by the policy and by a second, naive model of it. */
class IsolationPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final List<String> NAMES = List.of("ahab", "starbuck", "deck", "pip", "peleg");
  private static final List<String> DOMAINS = List.of("PEQUOD", "RACHEL");
  private static final List<UserName> LINES =
      List.of(Crew.AHAB_LINE, Crew.STARBUCK_LINE, Crew.DECK_LINE, new UserName("crow"));

  private int wrong;
  private int requests;

  /** Accounts that were renamed, by SID. */
  private final Map<String, String> renamed = new HashMap<>();

  /** 200 histories of 500 steps: 100,000. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void requests_ofFiveSessions_areJudgedAsByTheNaiveModel(@ForAll long seed) {
    Random random = new Random(seed);
    renamed.clear();
    Isolation isolation = new Isolation(policy(random));
    NaiveIsolation naive = new NaiveIsolation();
    naive.policy = isolation.policy();
    lines(random, isolation, naive);
    for (int step = 0; step < 500; step++) {
      switch (random.nextInt(40)) {
        case 0 -> change(random, isolation, naive);
        case 1 -> lines(random, isolation, naive);
        case 2 -> end(random.nextInt(5), isolation, naive);
        case 3 -> close(pick(random, LINES), isolation, naive);
        case 4 -> rename(random);
        default -> request(random, isolation, naive);
      }
      assertThat(held(isolation)).isEqualTo(naive.held());
    }
    assertThat(wrong).as("wrong-line calls of %s requests", requests).isZero();
  }

  private void request(Random random, Isolation isolation, NaiveIsolation naive) {
    List<UserName> there = List.copyOf(naive.lines);
    Set<UserName> busy = random.nextBoolean() ? new HashSet<>(LINES) : Set.of();
    UserName line = pick(random, there);
    Requester requester = requester(random);
    List<Claim> before = isolation.claims();
    Verdict look = isolation.look(requester, line, NOW, busy::contains);
    assertThat(isolation.claims()).isEqualTo(before);
    Verdict verdict = isolation.request(requester, line, NOW, busy::contains);
    assertThat(verdict).isEqualTo(look);
    boolean passes = verdict instanceof Allowed;
    requests++;
    wrong += passes != naive.mayPass(requester, line, busy) ? 1 : 0;
  }

  private Requester requester(Random random) {
    int session = random.nextInt(5);
    if (random.nextInt(12) == 0) {
      return new Requester.Stranger();
    }
    // A session is one account's, as a rule; a number is given again after a log-off.
    String name = NAMES.get((session + (random.nextInt(10) == 0 ? 1 : 0)) % NAMES.size());
    String domain = random.nextInt(8) == 0 ? DOMAINS.get(1) : DOMAINS.get(0);
    String sid = "S-1-5-21-" + domain + "-" + name;
    String now = renamed.getOrDefault(sid, name);
    Account account =
        random.nextInt(15) == 0
            ? Account.unresolved(sid)
            : new Account(sid, domain, now, now + "@pequod.example");
    return new Requester.Person(account, session);
  }

  /** The account keeps its SID and may get the name of a line's user. */
  private void rename(Random random) {
    String sid = "S-1-5-21-" + DOMAINS.get(0) + "-" + pick(random, NAMES);
    renamed.put(sid, pick(random, NAMES));
  }

  private static IsolationPolicy policy(Random random) {
    List<Assignment> table =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new Assignment(
                    AccountPattern.parse(
                        pick(
                            random,
                            List.of("PEQUOD\\pip", "pip", "*@pequod.example", "RACHEL\\*"))),
                    Set.copyOf(List.of(pick(random, LINES), pick(random, LINES)))));
    return new IsolationPolicy(
        pick(random, List.of(Mode.values())),
        table,
        random.nextBoolean() ? Set.of() : Set.of("Pequod"),
        random.nextBoolean() ? List.of() : List.of(AccountPattern.parse("peleg")),
        random.nextBoolean());
  }

  private static void change(Random random, Isolation isolation, NaiveIsolation naive) {
    naive.policy = policy(random);
    isolation.policy(naive.policy);
    naive.tidy();
  }

  private static void lines(Random random, Isolation isolation, NaiveIsolation naive) {
    Set<UserName> there = new HashSet<>(LINES);
    there.remove(pick(random, LINES));
    Set<UserName> owned = new HashSet<>(there);
    owned.remove(pick(random, LINES));
    owned.remove(pick(random, LINES));
    naive.lines = there;
    naive.namesakes = owned;
    isolation.lines(there, owned);
    naive.tidy();
  }

  private static void end(int session, Isolation isolation, NaiveIsolation naive) {
    isolation.sessionEnded(session);
    naive.sessionEnded(session);
  }

  private static void close(UserName line, Isolation isolation, NaiveIsolation naive) {
    isolation.lineClosed(line);
    naive.lineClosed(line);
  }

  private static List<String> held(Isolation isolation) {
    return isolation.claims().stream()
        .map(claim -> claim.line() + " by " + claim.session())
        .sorted()
        .toList();
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
