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

  Set<Long> numbers() {
    return Set.copyOf(guests.keySet());
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

  /**
   * From now on the provider hears nothing of this call but that it ends, until it opens the line
   * anew. Bounded with the help of the calls that live.
   */
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
      if (last) {
        guest.closed().remove(call.id());
      }
      if (!guest.closed().contains(call.id())) {
        guest.provider().call(call);
      }
    }
  }

  /** The provider has opened a line: it is shown again what it had closed of the line's calls. */
  void opened(long number, LineId line, List<CallView> calls) {
    Guest guest = guests.get(number);
    if (guest == null || guest.closed().isEmpty()) {
      return;
    }
    for (CallView call : calls) {
      if (call.line().equals(line) && guest.closed().remove(call.id())) {
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
