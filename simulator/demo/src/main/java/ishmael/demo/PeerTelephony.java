package ishmael.demo;

import ishmael.demo.TapiEvent.CallInfoEvent;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.demo.TapiEvent.LineChange;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Caller;
import ishmael.tsp.frame.LineFrame;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.peer.LineEvent;
import ishmael.tsp.peer.LinePeer;
import ishmael.tsp.peer.LineRequests;
import ishmael.tsp.peer.PeerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Telephony through the Java peer of the line protocol: no Windows needed. */
final class PeerTelephony implements Telephony {
  private final EventLog log;
  private final LinePeer peer;
  private final LineRequests service;
  private final CallKeys keys;
  private final Map<Integer, String> addresses;

  /** Calls that were made here, which can be asked about before they are first heard of. */
  private final Map<Long, Place> made;

  /** Whose programs ask; if nobody is named, those of the user of each line. */
  private final Optional<Sailor> who;

  /** A call and its line, as the protocol names them. */
  record Place(int line, long call) {}

  private PeerTelephony(Path socket, Consumer<TapiEvent> watcher) {
    log = new EventLog(watcher);
    keys = new CallKeys();
    addresses = new ConcurrentHashMap<>();
    made = new ConcurrentHashMap<>();
    who = Optional.empty();
    PeerSettings settings = PeerSettings.ofProtocol("ishmael demo");
    peer = LinePeer.start(new UnixClient(socket), settings, this::take);
    service = peer.as(new Caller.Nobody(1702));
  }

  /** Connects to the gateway at this socket, now or as soon as it is there. */
  static PeerTelephony connect(Path socket, Consumer<TapiEvent> watcher) {
    return new PeerTelephony(socket, watcher);
  }

  private PeerTelephony(PeerTelephony other, Sailor who) {
    log = other.log;
    peer = other.peer;
    service = other.service;
    keys = other.keys;
    addresses = other.addresses;
    made = other.made;
    this.who = Optional.of(who);
  }

  /** Returns the same telephony as programs of this account use it; it is not to be closed. */
  PeerTelephony as(Sailor sailor) {
    return new PeerTelephony(this, sailor);
  }

  /** Returns the requests of whoever asks about this line. */
  LineRequests program(int line) {
    return peer.as(who.orElseGet(() -> Sailor.at(address(line))).caller());
  }

  @Override
  public String description() {
    return "the Java peer of the line protocol, over a Unix socket";
  }

  private void take(LineEvent event) {
    if (event instanceof LineEvent.LineAdded added) {
      addresses.put(added.lineId(), added.line().address());
      line(added.lineId(), LineChange.CREATED);
      program(added.lineId()).openLine(added.lineId());
      line(
          added.lineId(),
          added.line().inService() ? LineChange.INSERVICE : LineChange.OUTOFSERVICE);
    } else if (event instanceof LineEvent.LineRemoved) {
      line(event.lineId(), LineChange.REMOVED);
    } else if (event instanceof LineEvent.LineInService) {
      line(event.lineId(), LineChange.INSERVICE);
    } else if (event instanceof LineEvent.LineOutOfService) {
      line(event.lineId(), LineChange.OUTOFSERVICE);
    } else if (event instanceof LineEvent.CallStateChanged changed) {
      CallFrame call = changed.call();
      if (changed.state() == CallState.IDLE) {
        made.remove(call.call());
      }
      log.add(
          new CallStateEvent(
              Instant.now(),
              address(call.line()),
              keys.of(call.call()),
              changed.state(),
              call.mode(),
              seen(call)));
    } else if (event instanceof LineEvent.CallInfoChanged changed) {
      CallFrame call = changed.call();
      log.add(
          new CallInfoEvent(Instant.now(), address(call.line()), keys.of(call.call()), seen(call)));
    }
  }

  private void line(int id, LineChange change) {
    log.add(new TapiEvent.LineEvent(Instant.now(), address(id), change));
  }

  private String address(int line) {
    return addresses.getOrDefault(line, "?");
  }

  private static CallSeen seen(CallFrame call) {
    return new CallSeen(
        CallOrigin.ofCode(call.origin()).orElse(CallOrigin.UNAVAIL),
        call.parties().caller().number(),
        call.parties().caller().name(),
        call.parties().called().number(),
        call.parties().called().name(),
        call.parties().connected().number(),
        call.parties().connected().name(),
        call.comment(),
        CallFeature.ofMask(call.features()));
  }

  @Override
  public List<LineSeen> lines() {
    return peer.lines().stream()
        .map(
            line ->
                new LineSeen(
                    line.line(), line.name(), line.address(), peer.isInService(line.line())))
        .sorted(Comparator.comparing(LineSeen::address))
        .toList();
  }

  @Override
  public Made makeCall(String line, String number) throws IOException {
    int id = lineId(line);
    return made(id, program(id).makeCall(id, number));
  }

  @Override
  public Made pickup(String line, String target) throws IOException {
    int id = lineId(line);
    return made(id, program(id).pickup(id, target));
  }

  Made made(int line, LineRequests.Asked asked) throws IOException {
    Optional<LineError> error = result(asked.result());
    return new Made(
        error.isEmpty() ? Optional.of(key(line, asked.call())) : Optional.empty(), error);
  }

  @Override
  public Optional<LineError> answer(CallKey call) throws IOException {
    Place place = place(call);
    return result(program(place.line()).answer(place.line(), place.call()));
  }

  @Override
  public Optional<LineError> drop(CallKey call) throws IOException {
    Place place = place(call);
    return result(program(place.line()).drop(place.line(), place.call()));
  }

  @Override
  public Optional<LineError> hold(CallKey call) throws IOException {
    Place place = place(call);
    return result(program(place.line()).hold(place.line(), place.call()));
  }

  @Override
  public Optional<LineError> unhold(CallKey call) throws IOException {
    Place place = place(call);
    return result(program(place.line()).unhold(place.line(), place.call()));
  }

  @Override
  public Supplementary supplementary() {
    return new PeerSupplementary(this);
  }

  /** Names a call that was made here. */
  CallKey key(int line, long call) {
    made.put(call, new Place(line, call));
    return keys.of(call);
  }

  /** Returns what the call may do now. */
  Set<CallFeature> features(CallKey call) throws IOException {
    return keys.handle(call)
        .flatMap(peer::call)
        .map(frame -> CallFeature.ofMask(frame.features()))
        .orElseThrow(() -> new IOException(call + " is over"));
  }

  @Override
  public void abandon(CallKey call) throws IOException {
    Place place = place(call);
    CompletableFuture<Integer> dropped = service.drop(place.line(), place.call());
    service.closeCall(place.line(), place.call());
    result(dropped);
  }

  @Override
  public void closeLine(String line) throws IOException {
    int id = lineId(line);
    List<CompletableFuture<Integer>> dropped = new ArrayList<>();
    for (CallFrame call : peer.calls()) {
      if (call.line() == id) {
        dropped.add(service.drop(id, call.call()));
        service.closeCall(id, call.call());
      }
    }
    service.closeLine(id);
    for (CompletableFuture<Integer> one : dropped) {
      result(one);
    }
  }

  @Override
  public void openLine(String line) throws IOException {
    int id = lineId(line);
    program(id).openLine(id);
  }

  Place place(CallKey call) throws IOException {
    long id = keys.handle(call).orElseThrow(() -> new IOException("there is no " + call));
    return peer.call(id)
        .map(frame -> new Place(frame.line(), id))
        .or(() -> Optional.ofNullable(made.get(id)))
        .orElseThrow(() -> new IOException(call + " is over"));
  }

  int lineId(String address) throws IOException {
    return peer.lines().stream()
        .filter(line -> line.address().equals(address))
        .findFirst()
        .map(LineFrame::line)
        .orElseThrow(() -> new IOException("there is no line " + address));
  }

  static Optional<LineError> result(CompletableFuture<Integer> future) throws IOException {
    try {
      int code = future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return code == 0
          ? Optional.empty()
          : Optional.of(LineError.ofCode(code).orElse(LineError.OPERATIONFAILED));
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("a request was not answered within " + LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a request is answered", e);
    }
  }

  @Override
  public EventLog events() {
    return log;
  }

  @Override
  public List<String> violations() {
    return List.of();
  }

  @Override
  public void close() {
    peer.close();
  }
}
