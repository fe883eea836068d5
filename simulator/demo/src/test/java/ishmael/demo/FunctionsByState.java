package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import ishmael.demo.Situation.Subject;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of functions and states: what {@code functions-by-state.csv} says of each cell, and
 * what happened. Refused functions are tried one after the other on one call, for they must leave
 * it as it is; each that succeeds gets a call of its own.
 */
final class FunctionsByState {
  private static final Logger LOG = System.getLogger(FunctionsByState.class.getName());

  private static final Set<LineError> REFUSALS =
      Set.of(
          LineError.INVALCALLSTATE,
          LineError.INVALCALLHANDLE,
          LineError.INVALCONSULTCALLHANDLE,
          LineError.INVALCONFCALLHANDLE,
          LineError.CONFERENCEFULL,
          LineError.OPERATIONUNAVAIL);

  private static final String WRONG = "WRONG";

  private final World world;
  private final List<CallFeature> functions = new ArrayList<>();
  private final Map<Situation, List<String>> expected = new EnumMap<>(Situation.class);
  private final Map<Situation, List<String>> seen = new EnumMap<>(Situation.class);

  FunctionsByState(World world) throws IOException {
    this.world = world;
    try (InputStream table = FunctionsByState.class.getResourceAsStream("functions-by-state.csv")) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
    }
    assertThat(expected.keySet()).containsExactly(Situation.values());
  }

  private void read(String line) {
    List<String> cells = Splitter.on(',').splitToList(line);
    List<String> rest = cells.subList(1, cells.size());
    if (functions.isEmpty()) {
      rest.forEach(name -> functions.add(CallFeature.valueOf(name)));
      return;
    }
    for (Situation situation : Situation.values()) {
      if (situation.title().equals(cells.get(0))) {
        expected.put(situation, rest);
      }
    }
  }

  /** Tries a row; returns a sentence for each cell that is not as the table says. */
  List<String> row(Situation situation) throws Exception {
    List<String> wanted = expected.getOrDefault(situation, List.of());
    List<String> row = new ArrayList<>(wanted);
    List<String> wrong = new ArrayList<>();
    refused(situation, wanted, row, wrong);
    for (int i = 0; i < functions.size(); i++) {
      if (wanted.get(i).equals("ok")) {
        allowed(situation, functions.get(i), row, i, wrong);
      }
    }
    seen.put(situation, row);
    return wrong;
  }

  private void refused(
      Situation situation, List<String> wanted, List<String> row, List<String> wrong)
      throws Exception {
    int begin = world.telephony().events().position();
    try {
      Subject subject = situation.arrange(new Stage(world));
      Set<CallFeature> before = features(subject.call());
      for (int i = 0; i < functions.size(); i++) {
        CallFeature function = functions.get(i);
        if (!wanted.get(i).equals("-")) {
          continue;
        }
        Optional<LineError> error = call(function, subject);
        Set<CallFeature> after = features(subject.call());
        if (before.contains(function) || !error.map(REFUSALS::contains).orElse(false)) {
          row.set(i, WRONG);
          wrong.add(
              function
                  + " must be refused, not "
                  + error.map(Enum::name).orElse("taken")
                  + (before.contains(function) ? ", and must not be offered" : ""));
        } else if (!after.equals(before)) {
          row.set(i, WRONG);
          wrong.add(function + " was refused, but features went from " + before + " to " + after);
        }
      }
    } finally {
      tidy(begin);
    }
  }

  private void allowed(
      Situation situation, CallFeature function, List<String> row, int column, List<String> wrong)
      throws Exception {
    int begin = world.telephony().events().position();
    try {
      Subject subject = situation.arrange(new Stage(world));
      boolean offered = features(subject.call()).contains(function);
      Optional<LineError> error = call(function, subject);
      if (!offered || error.isPresent()) {
        row.set(column, WRONG);
        wrong.add(
            function
                + (offered ? "" : " must be offered, and")
                + " must succeed, not "
                + error.map(Enum::name).orElse("just succeed"));
      }
    } finally {
      tidy(begin);
    }
  }

  private Set<CallFeature> features(CallKey call) throws IOException {
    return world.telephony().supplementary().features(call);
  }

  /** Ends all calls, those too that appear meanwhile, and waits until programs know it. */
  private void tidy(int begin) throws Exception {
    world.phones().clearCalls();
    new Stage(world)
        .eventually(
            () -> {
              Set<CallKey> left = living(begin);
              left.forEach(this::drop);
              return left.isEmpty();
            },
            "every call ends");
  }

  /** A call may end by itself while others are dropped; that it ends is seen to afterwards. */
  private void drop(CallKey call) {
    try {
      world.telephony().drop(call);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "It has ended meanwhile.", e);
    }
  }

  /** Returns the calls that appeared since then and are not idle. */
  private Set<CallKey> living(int begin) {
    Set<CallKey> calls = new LinkedHashSet<>();
    for (TapiEvent event : world.telephony().events().since(begin)) {
      if (event instanceof TapiEvent.CallStateEvent change) {
        if (change.state() == CallState.IDLE) {
          calls.remove(change.call());
        } else {
          calls.add(change.call());
        }
      }
    }
    return calls;
  }

  private Optional<LineError> call(CallFeature function, Subject subject) throws IOException {
    Telephony tapi = world.telephony();
    Supplementary more = tapi.supplementary();
    CallKey call = subject.call();
    return switch (function) {
      case ACCEPT -> more.accept(call);
      case ANSWER -> tapi.answer(call);
      case DIAL -> more.dial(call, "102");
      case DROP -> tapi.drop(call);
      case HOLD -> tapi.hold(call);
      case UNHOLD -> tapi.unhold(call);
      case SWAPHOLD -> more.swapHold(call, subject.other());
      case BLINDTRANSFER -> more.blindTransfer(call, "104");
      case REDIRECT -> more.redirect(call, "104");
      case SETUPTRANSFER -> more.setupTransfer(call).error();
      case COMPLETETRANSF -> more.completeTransfer(subject.other(), call);
      case SETUPCONF -> more.setupConference(Situation.LINE, call).conference().error();
      case PREPAREADDCONF -> more.prepareAddToConference(call).error();
      case ADDTOCONF -> more.addToConference(subject.other(), call);
      case REMOVEFROMCONF -> more.removeFromConference(call);
      default -> throw new IllegalArgumentException("no column of the table: " + function);
    };
  }

  /** Writes the table as it came out, for people. */
  void write(Path file, String heading) throws IOException {
    StringBuilder text = new StringBuilder("functions by state, ").append(heading).append('\n');
    text.append(line("", functions.stream().map(Enum::name).toList()));
    seen.forEach((situation, cells) -> text.append(line(situation.title(), cells)));
    long wrong = seen.values().stream().flatMap(List::stream).filter(WRONG::equals).count();
    long cells = (long) seen.size() * functions.size();
    text.append(String.format("%d cells pass, %d fail%n", cells - wrong, wrong));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.toString());
  }

  private String line(String title, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("%-36s", title));
    for (int i = 0; i < cells.size(); i++) {
      line.append(' ').append(Strings.padEnd(cells.get(i), functions.get(i).name().length(), ' '));
    }
    return line.append('\n').toString();
  }
}
