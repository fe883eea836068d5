package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.PickupEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Takes calls that ring at other extensions; knows where it rings. */
final class Pickups {
  private static final int MAX_RINGING = 1024;

  private final Board board;
  private final Correlation correlation;

  /** Oldest first. */
  private final Map<UserName, PickupEvent> ringing =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UserName, PickupEvent> eldest) {
          return size() > MAX_RINGING;
        }
      };

  Pickups(Board board, Correlation correlation) {
    this.board = board;
    this.correlation = correlation;
  }

  void heard(PickupEvent event) {
    ringing.remove(event.user());
    if (event.ringing()) {
      ringing.put(event.user(), event);
    }
  }

  void linkLost() {
    ringing.clear();
  }

  void pickUp(Turn turn, Line line, LineRequest.Pickup request) {
    RequestKey key = request.header().key();
    if (board.calls.byId(request.call()).isPresent()
        || board.calls.hasEnded(request.call())
        || !request.call().chosenByPeer()) {
      board.answers.fail(turn, key, LineError.INVALCALLHANDLE);
    } else if (line.user.phones().isEmpty()) {
      board.answers.fail(turn, key, LineError.OPERATIONUNAVAIL);
    } else if (line.calls.size() >= board.options.maxCallsPerLine()) {
      board.answers.fail(turn, key, LineError.CALLUNAVAIL);
    } else {
      choose(turn, line, request);
    }
  }

  private void choose(Turn turn, Line line, LineRequest.Pickup request) {
    RequestKey key = request.header().key();
    DialString parsed = DialString.parse(request.target());
    if (parsed instanceof DialString.Empty) {
      Optional<PickupEvent> latest = latest(line);
      if (latest.isPresent()) {
        take(turn, line, request, latest.get().target(), latest.get().source());
      } else {
        board.answers.fail(turn, key, LineError.TARGETNOTFOUND);
      }
    } else if (parsed instanceof DialString.Digits digits
        && !digits.moreToCome()
        && !line.party().number().equals(digits.text())) {
      take(turn, line, request, digits.text(), sourceAt(digits.text()));
    } else {
      board.answers.fail(turn, key, refusalOf(parsed));
    }
  }

  private static LineError refusalOf(DialString parsed) {
    return parsed instanceof DialString.Rejected rejected
        ? rejected.error()
        : LineError.INVALADDRESS;
  }

  private Optional<PickupEvent> latest(Line line) {
    return ringing.values().stream()
        .filter(event -> !event.user().equals(line.user.name()))
        .reduce((older, newer) -> newer);
  }

  private Party sourceAt(String extension) {
    return ringing.values().stream()
        .filter(event -> event.target().equals(extension))
        .findFirst()
        .map(PickupEvent::source)
        .orElse(Party.NONE);
  }

  private void take(
      Turn turn, Line line, LineRequest.Pickup request, String extension, Party source) {
    Call call = board.calls.create(turn, request.call(), line, false, CallState.OFFERING);
    call.reason = CallReason.PICKUP;
    call.parties.caller = source;
    call.parties.called = new Party("", extension);
    Optional<DeviceName> device =
        line.user.phones().stream()
            .filter(phone -> phone.capabilities().contains(Capability.DIAL))
            .map(Phone::name)
            .findFirst();
    Expected expected =
        new Expected(Expected.Kind.PICKUP, call, extension, source, request.header().key());
    correlation.expect(
        turn, expected, new PhoneCommand.Pickup(line.user.name(), extension, device));
  }
}
