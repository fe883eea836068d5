package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CallStatesTest {
  /**
   * The table is docs/calls.md's: direction, whether talking, event, state before, states after.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "call-states.csv", delimiter = ' ', numLinesToSkip = 1)
  void after_event_entersStates(
      String direction, String facts, ChannelEventType type, String before, String after) {
    Scene.EventDraft draft = direction.equals("in") ? Scene.in("c") : Scene.out("c");
    if (facts.equals("talking")) {
      draft.talkingSince(Scene.BEGIN);
    }
    ChannelEvent event = draft.event(type);
    CallState current = before.equals("none") ? none() : CallState.valueOf(before);
    assertThat(CallStates.after(current, event)).isEqualTo(states(after));
  }

  private static @Nullable CallState none() {
    return null;
  }

  private static List<CallState> states(String text) {
    return text.equals("-")
        ? List.of()
        : Arrays.stream(text.split(",")).map(CallState::valueOf).toList();
  }
}
