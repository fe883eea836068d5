package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random requests while Windows answers late or not at all: what reaches the phone system belongs
 * to a request that a second look at the policy allows.
 */
class WrongLineTest extends GateScene {
  private static final int REQUESTS = 20_000;
  private static final int BLOCK = 50;

  /** Who may use the line of whom; peleg may use all. */
  private static final Map<String, Caller> OWNERS = Map.of("ahab", AHAB, "starbuck", STARBUCK);

  private static final List<Caller> CALLERS =
      List.of(AHAB, STARBUCK, PIP, PELEG, NOBODY, new Caller.Unidentified(5), ASKED);
  private static final List<User> LINES = List.of(Crew.AHAB, Crew.STARBUCK);

  private final Random random = new Random(20_261_123);

  /** The numbers that may be dialled, and from whose line. */
  private final Map<String, User> mayBeDialled = new HashMap<>();

  private final Map<Integer, LineRequest> forbidden = new HashMap<>();
  private final Set<Integer> answered = new HashSet<>();
  private final List<CallId> talks = new ArrayList<>();
  private int dialled;
  private int wrong;
  private int twice;

  private static boolean mayUse(Caller caller, User line) {
    return caller.equals(PELEG) || caller.equals(OWNERS.get(line.name().value()));
  }

  @Test
  void requests_whileAccountsComeLate_neverReachAnothersLine() throws Exception {
    existing.add("deck");
    LINES.forEach(line -> talks.add(talks(line)));
    for (int number = 1; number <= REQUESTS; number++) {
      if (number % BLOCK == 1) {
        beginBlock();
      }
      ask(number);
      happens();
      if (number % BLOCK == 0) {
        endBlock();
      }
    }
    assertThat(wrong).as("wrong-line calls of %s requests", REQUESTS).isZero();
    assertThat(twice).as("requests answered twice").isZero();
    assertThat(dialled).isGreaterThan(REQUESTS / 50);
    assertThat(forbidden).hasSizeGreaterThan(REQUESTS / 4);
    assertThat(answered).containsAll(forbidden.keySet());
  }

  private void beginBlock() {
    if (random.nextInt(4) == 0) {
      passes(Duration.ofMinutes(11)); // all accounts are asked for anew
    }
    if (random.nextBoolean()) {
      windowsIsSilent();
    }
  }

  private void ask(int number) {
    Caller caller = CALLERS.get(random.nextInt(CALLERS.size()));
    User line = LINES.get(random.nextInt(LINES.size()));
    LineRequest.Header header = header(caller, number, line);
    CallId any = talks.get(random.nextInt(talks.size()));
    LineRequest request =
        switch (random.nextInt(8)) {
          case 0 -> new LineRequest.Accept(header, any);
          case 1 -> new LineRequest.Redirect(header, any, "104");
          case 2 -> new LineRequest.Pickup(header, any, "");
          case 3 -> new LineRequest.CompleteTransfer(header, any, any);
          case 4 -> new LineRequest.Dial(header, any, "104");
          default -> dial(header);
        };
    if (!mayUse(caller, line)) {
      forbidden.put(number, request);
    } else if (request instanceof LineRequest.MakeCall make) {
      mayBeDialled.put(make.target(), line);
    }
    asks(request);
    look();
  }

  /** Time passes, Windows answers, sessions end. */
  private void happens() {
    switch (random.nextInt(12)) {
      case 0 -> passes(Duration.ofMillis(random.nextInt(1_500)));
      case 1 -> windowsAnswers();
      case 2 -> board.accountsKnown();
      case 3 -> board.sessionEnded(random.nextInt(10));
      default -> {}
    }
    look();
  }

  private void endBlock() throws Exception {
    windowsAnswers();
    passes(Unjudged.TICKET_LIMIT);
    passes(Unjudged.ACCOUNT_LIMIT);
    until(
        () -> {
          look();
          return forbidden.keySet().stream().allMatch(answered::contains);
        });
    passes(Duration.ofSeconds(30));
    look();
  }

  private void look() {
    for (FakePhones.Sent sent = phones.sent.poll(); sent != null; sent = phones.sent.poll()) {
      if (sent.command() instanceof PhoneCommand.Dial dial) {
        dialled++;
        User line = mayBeDialled.remove(dial.target());
        wrong += line == null || !line.name().equals(dial.user()) ? 1 : 0;
        board.outcome(sent.id(), new CommandOutcome.Failure("busy"));
      } else {
        wrong++; // nothing else that is asked for is possible
      }
    }
    for (String told : peer.rest()) {
      if (told.startsWith("answer ")) {
        answer(told);
      }
    }
  }

  private void answer(String told) {
    List<String> words = Splitter.on(' ').splitToList(told);
    int number = Integer.parseInt(words.get(1));
    twice += answered.add(number) ? 0 : 1;
    boolean refused = words.get(2).matches("OPERATIONUNAVAIL|RESOURCEUNAVAIL");
    wrong += forbidden.containsKey(number) && !refused ? 1 : 0;
  }
}
