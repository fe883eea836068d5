package ishmael.demo;

import ishmael.demo.TapiEvent.CallInfoEvent;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.linemapper.CallState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls that live now, as the events tell. Thread-safe. */
final class CallBoard {
  private final Map<CallKey, CallStateEvent> calls = new LinkedHashMap<>();

  synchronized void take(TapiEvent event) {
    if (event instanceof CallStateEvent state) {
      if (state.state() == CallState.IDLE) {
        calls.remove(state.call());
      } else {
        calls.put(state.call(), state);
      }
    } else if (event instanceof CallInfoEvent info) {
      calls.computeIfPresent(
          info.call(),
          (key, old) ->
              new CallStateEvent(
                  old.time(), old.line(), key, old.state(), old.mode(), info.seen()));
    }
  }

  synchronized List<CallStateEvent> all() {
    return List.copyOf(calls.values());
  }

  /** Returns the newest call of a line that is in one of the states. */
  synchronized Optional<CallStateEvent> newest(String line, Set<CallState> states) {
    return calls.values().stream()
        .filter(call -> call.line().equals(line) && states.contains(call.state()))
        .reduce((older, newer) -> newer);
  }
}
