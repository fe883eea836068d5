package ishmael.linemapper;

import com.google.common.collect.Maps;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises legs of one internal call: same caller, same called party, at the same time, one leg
 * at the caller's line and one at each phone that rings.
 */
final class TwinLegs {
  private static final int MAX_PAIRS = 4096;
  private static final Duration SAME_TIME = Duration.ofSeconds(5);

  private final Map<Map.Entry<String, String>, Call> newest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map.Entry<String, String>, Call> eldest) {
          return size() > MAX_PAIRS;
        }
      };

  /** Returns the id of the call that a new leg is a part of, if that is known. */
  Optional<Integer> tapiIdFor(Call call, ChannelEvent event) {
    String source = event.source().number();
    String target = event.target().number();
    if (!event.internal() || source.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, String> key = Maps.immutableEntry(source, target);
    Call other = newest.get(key);
    if (other == null || !isTwin(other, call, call.since)) {
      newest.put(key, call);
      return Optional.empty();
    }
    return Optional.of(other.callId);
  }

  private static boolean isTwin(Call other, Call call, Instant now) {
    boolean sameSide = (other.outbound && call.outbound) || other.line == call.line;
    boolean beginsNow =
        !CallStates.isTalking(other.state) || now.isBefore(other.since.plus(SAME_TIME));
    return !sameSide && !other.over && beginsNow;
  }
}
