package ishmael.gateway.domain;

import ishmael.linemapper.CallId;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import ishmael.linemapper.RequestKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The providers that were welcomed, and what each of them does not want to hear. */
final class Providers {
  /** One provider and the calls that it has closed. */
  private record Guest(Provider provider, Set<CallId> closed) {}

  /** Beyond this many closed calls those that live no more are looked for. */
  private static final int CLOSED_BOUND = 1_024;

  private final Map<Long, Guest> guests = new LinkedHashMap<>();

  boolean has(long number) {
    return guests.containsKey(number);
  }

  int count() {
    return guests.size();
  }

  void welcome(Provider provider, List<LineView> lines, List<CallView> calls) {
    guests.put(provider.number(), new Guest(provider, new HashSet<>()));
    provider.welcome(lines, calls);
  }

  boolean remove(long number) {
    return guests.remove(number) != null;
  }

  /** From now on the provider hears nothing of this call, which {@code live} may still have. */
  void closed(long number, CallId call, Set<CallId> live) {
    Guest guest = guests.get(number);
    if (guest != null) {
      guest.closed().add(call);
      if (guest.closed().size() > CLOSED_BOUND) {
        guest.closed().retainAll(live);
      }
    }
  }

  void line(LineView line) {
    guests.values().forEach(guest -> guest.provider().line(line));
  }

  void lineGone(LineId line) {
    guests.values().forEach(guest -> guest.provider().lineGone(line));
  }

  void call(CallView call) {
    boolean last = call.state() == CallState.IDLE;
    for (Guest guest : guests.values()) {
      boolean closed = last ? guest.closed().remove(call.id()) : guest.closed().contains(call.id());
      if (!closed) {
        guest.provider().call(call);
      }
    }
  }

  void answer(RequestKey key, Optional<LineError> error) {
    Guest guest = guests.get(key.peer());
    if (guest != null && !key.isNotice()) {
      guest.provider().answer(key.number(), error);
    }
  }

  void disconnectAll(String why) {
    List.copyOf(guests.values()).forEach(guest -> guest.provider().disconnect(why));
  }
}
