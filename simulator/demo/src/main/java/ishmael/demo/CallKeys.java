package ishmael.demo;

import com.google.common.collect.BiMap;
import com.google.common.collect.HashBiMap;
import java.util.Optional;

/** Gives the calls of a {@link Telephony} their numbers. Thread-safe. */
final class CallKeys {
  private final BiMap<Long, CallKey> keys = HashBiMap.create();

  /** Returns the key of a call; a new one if it was not seen before. */
  synchronized CallKey of(long handle) {
    return keys.computeIfAbsent(handle, h -> new CallKey(keys.size() + 1L));
  }

  /** Returns the call that has this key. */
  synchronized Optional<Long> handle(CallKey key) {
    return Optional.ofNullable(keys.inverse().get(key));
  }
}
