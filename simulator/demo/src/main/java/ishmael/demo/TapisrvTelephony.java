package ishmael.demo;

import ishmael.demo.TapiEvent.CallInfoEvent;
import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.demo.TapiEvent.LineChange;
import ishmael.linemapper.CallFeature;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallState;
import ishmael.linemapper.DisconnectMode;
import ishmael.linemapper.LineError;
import ishmael.simulator.windows.Answer;
import ishmael.simulator.windows.TapiLine;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.TapisrvException;
import ishmael.simulator.windows.Violation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Telephony through the provider DLL in the stand-in for the telephony service. */
final class TapisrvTelephony implements Telephony {
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Tapisrv tapisrv;
  private final EventLog log;
  private final CallKeys keys = new CallKeys();
  private final Map<Integer, LineSeen> lines = new ConcurrentHashMap<>();
  private final Thread pump = new Thread(this::pump, "tapi-events");
  private volatile boolean closing;
  private volatile String death = "";

  private TapisrvTelephony(Tapisrv tapisrv, Consumer<TapiEvent> watcher) {
    this.tapisrv = tapisrv;
    this.log = new EventLog(watcher);
  }

  /** Loads the providers, opens all their lines and listens. */
  static TapisrvTelephony open(Tapisrv tapisrv, Consumer<TapiEvent> watcher) {
    TapisrvTelephony telephony = new TapisrvTelephony(tapisrv, watcher);
    for (TapiLine line : tapisrv.init()) {
      telephony.appears(line.device());
    }
    telephony.pump.setDaemon(true);
    telephony.pump.start();
    return telephony;
  }

  @Override
  public String description() {
    return "ishmael.tsp in the stand-in for Windows' telephony service, in Wine";
  }

  private void pump() {
    try {
      while (true) {
        take(tapisrv.awaitEvent(event -> !event.name().equals("completion"), FOREVER));
      }
    } catch (TapisrvException e) {
      died(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      died("an event was not understood: " + e);
    }
  }

  /** Nobody listens any more: each scene from now on fails with this reason. */
  private void died(String why) {
    if (!closing) {
      death = why;
    }
  }

  private void take(ishmael.simulator.windows.TapiEvent event) {
    switch (event.name()) {
      case "LINE_CREATE" -> appears(event.line());
      case "LINE_REMOVE" -> disappears(event.line());
      case "LINE_LINEDEVSTATE" -> lineState(event);
      case "LINE_CALLSTATE" -> callState(event);
      case "LINE_CALLINFO" ->
          log.add(new CallInfoEvent(Instant.now(), address(event), key(event), seen(event.call())));
      default -> {}
    }
  }

  private void appears(int device) {
    Answer caps = tapisrv.devCaps(device);
    String address = tapisrv.addressCaps(device).text("address");
    int permanentId = (int) caps.number("permanentLineID");
    lines.put(device, new LineSeen(permanentId, caps.text("lineName"), address, false));
    log.add(new TapiEvent.LineEvent(Instant.now(), address, LineChange.CREATED));
    tapisrv.open(device);
    boolean inService = tapisrv.lineStatus(device).names("devStatusFlags").contains("INSERVICE");
    lineIs(device, inService ? LineChange.INSERVICE : LineChange.OUTOFSERVICE);
  }

  private void disappears(int device) {
    LineSeen line = lines.remove(device);
    if (line != null) {
      log.add(new TapiEvent.LineEvent(Instant.now(), line.address(), LineChange.REMOVED));
    }
  }

  private void lineState(ishmael.simulator.windows.TapiEvent event) {
    if (event.states().contains("INSERVICE")) {
      lineIs(event.line(), LineChange.INSERVICE);
    } else if (event.states().contains("OUTOFSERVICE")) {
      lineIs(event.line(), LineChange.OUTOFSERVICE);
    }
  }

  private void lineIs(int device, LineChange change) {
    LineSeen line = lines.get(device);
    if (line == null) {
      return;
    }
    lines.put(
        device,
        new LineSeen(
            line.permanentId(), line.name(), line.address(), change == LineChange.INSERVICE));
    log.add(new TapiEvent.LineEvent(Instant.now(), line.address(), change));
  }

  private void callState(ishmael.simulator.windows.TapiEvent event) {
    CallState state = CallState.valueOf(event.state());
    int mode = state == CallState.DISCONNECTED ? DisconnectMode.valueOf(event.mode()).code() : 0;
    log.add(
        new CallStateEvent(
            Instant.now(), address(event), key(event), state, mode, seen(event.call())));
    if (state == CallState.IDLE) {
      tapisrv.closeCall(event.call());
    }
  }

  private CallSeen seen(int call) {
    Answer info = tapisrv.callInfo(call);
    return new CallSeen(
        constant(CallOrigin.class, info.text("origin")).orElse(CallOrigin.UNAVAIL),
        info.text("callerID"),
        info.text("callerIDName"),
        info.text("calledID"),
        info.text("calledIDName"),
        info.text("connectedID"),
        info.text("connectedIDName"),
        info.text("comment"),
        features(tapisrv.callStatus(call).names("callFeatures")));
  }

  private static Set<CallFeature> features(Collection<String> names) {
    return names.stream()
        .map(name -> constant(CallFeature.class, name))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private String address(ishmael.simulator.windows.TapiEvent event) {
    LineSeen line = lines.get(event.line());
    return line == null ? "?" : line.address();
  }

  private CallKey key(ishmael.simulator.windows.TapiEvent event) {
    return keys.of(event.call());
  }

  @Override
  public List<LineSeen> lines() {
    return lines.values().stream().sorted(Comparator.comparing(LineSeen::address)).toList();
  }

  @Override
  public Made makeCall(String line, String number) throws IOException {
    return made(tapisrv.makeCall(device(line), number));
  }

  @Override
  public Made pickup(String line, String target) throws IOException {
    return made(tapisrv.pickup(device(line), target));
  }

  private Made made(Answer answer) {
    Optional<LineError> error = completed(answer);
    return new Made(
        error.isEmpty() ? Optional.of(keys.of(answer.call())) : Optional.empty(), error);
  }

  @Override
  public Optional<LineError> answer(CallKey call) throws IOException {
    return completed(tapisrv.answer(handle(call)));
  }

  @Override
  public Optional<LineError> drop(CallKey call) throws IOException {
    return completed(tapisrv.drop(handle(call)));
  }

  @Override
  public Optional<LineError> hold(CallKey call) throws IOException {
    return completed(tapisrv.hold(handle(call)));
  }

  @Override
  public Optional<LineError> unhold(CallKey call) throws IOException {
    return completed(tapisrv.unhold(handle(call)));
  }

  @Override
  public void abandon(CallKey call) throws IOException {
    tapisrv.dropAndClose(handle(call));
  }

  @Override
  public void closeLine(String line) throws IOException {
    succeeded(tapisrv.close(device(line)));
  }

  @Override
  public void openLine(String line) throws IOException {
    succeeded(tapisrv.open(device(line)));
  }

  private static void succeeded(Answer answer) throws IOException {
    if (answer.result() < 0) {
      throw new IOException(answer.error());
    }
  }

  private Optional<LineError> completed(Answer answer) {
    String error =
        answer.result() < 0 ? answer.error() : tapisrv.awaitCompletion(answer, LIMIT).error();
    return error.isEmpty()
        ? Optional.empty()
        : Optional.of(constant(LineError.class, error).orElse(LineError.OPERATIONFAILED));
  }

  private int handle(CallKey call) throws IOException {
    return keys.handle(call).orElseThrow(() -> new IOException("there is no " + call)).intValue();
  }

  private int device(String address) throws IOException {
    return lines.entrySet().stream()
        .filter(line -> line.getValue().address().equals(address))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElseThrow(() -> new IOException("there is no line " + address));
  }

  @Override
  public EventLog events() {
    return log;
  }

  @Override
  public List<String> violations() {
    List<String> all = new ArrayList<>();
    if (!death.isEmpty()) {
      return List.of(death);
    }
    tapisrv.violations().stream().map(Violation::toString).forEach(all::add);
    return all;
  }

  @Override
  public void close() {
    closing = true;
    tapisrv.close();
  }
}
