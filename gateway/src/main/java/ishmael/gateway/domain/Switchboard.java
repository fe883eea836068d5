package ishmael.gateway.domain;

import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.LinkState.Online;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.linemapper.CallId;
import ishmael.linemapper.CallState;
import ishmael.linemapper.CallView;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.CommandOutcome;
import ishmael.linemapper.Effect;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the domain thread does in its turns. Only that thread calls. */
final class Switchboard {
  private static final Logger LOG = System.getLogger(Switchboard.class.getName());
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** A provider that came before the lines were known. */
  private record Waiting(Provider provider, List<CallView> held) {}

  private final LineMapper mapper;
  private final PhoneSystem phones;
  private final InstantSource clock;
  private final List<UserName> wanted;
  private final Providers providers = new Providers();
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Set<LineId> lines = new HashSet<>();
  private final Set<CallId> calls = new HashSet<>();
  private final RequestDesk desk;
  private final IsolationDesk isolation;
  private final Gate gate;

  private LinkState link = new LinkState.Connecting();

  private Collection<User> directory = List.of();
  private Set<UserName> unknown = Set.of();

  private Optional<DirectoryMemory> memory = Optional.empty();

  /** Whether the lines are known: remembered, or from the first login on. */
  private boolean known;

  Switchboard(
      LineMapper mapper,
      PhoneSystem phones,
      InstantSource clock,
      List<UserName> wanted,
      Gate gate) {
    this.mapper = mapper;
    this.phones = phones;
    this.clock = clock;
    this.wanted = List.copyOf(wanted);
    this.desk = new RequestDesk(mapper, clock, gate, providers, this::ask);
    this.gate = gate;
    this.isolation = new IsolationDesk(mapper, gate);
  }

  /** Makes the lines of the last login, out of service until the next one. */
  void remember(DirectoryMemory last) {
    Selection selection = Selection.of(last, wanted);
    if (selection.hasLines()) {
      memory = Optional.of(last);
      perform(mapper.users(clock.instant(), selection.all(), selection.selected()));
      desk.lines(selection.selected());
      known = true;
    }
  }

  void event(PhoneEvent event) {
    perform(mapper.event(clock.instant(), event));
  }

  void outcome(CommandId id, CommandOutcome outcome) {
    perform(mapper.outcome(clock.instant(), id, outcome));
  }

  void directory(Collection<User> users) {
    directory = List.copyOf(users);
    if (link instanceof Online online) {
      select(online);
    }
  }

  void link(LinkState state) {
    LinkState before = link;
    link = state;
    if (state instanceof Online online) {
      online(online);
    } else {
      desk.offline(
          state.fold(
              connecting -> Instant.MIN,
              online -> Instant.MIN,
              offline -> clock.instant().plus(offline.retryIn()),
              needsAdmin -> Instant.MAX));
      String reason =
          state.fold(
              connecting -> "The gateway connects to the phone system.",
              online -> "",
              LinkState.Offline::reason,
              LinkState.NeedsAdmin::reason);
      if (before instanceof Online || !(state instanceof LinkState.Connecting)) {
        perform(mapper.outOfService(clock.instant(), reason));
      }
    }
  }

  /**
   * Lines first, then the calls that waiting providers still have, then service: so an adopted call
   * is like any other from before the link went down.
   */
  private void online(Online online) {
    select(online);
    known = true;
    List<Waiting> guests = List.copyOf(waiting.values());
    waiting.clear();
    Map<CallId, CallView> ended = new LinkedHashMap<>();
    for (Waiting guest : guests) {
      adopt(guest.held(), ended);
    }
    perform(mapper.inService(clock.instant()), ended);
    for (Waiting guest : guests) {
      welcome(guest, ended);
    }
    desk.online();
  }

  private void select(Online online) {
    DirectoryMemory now =
        new DirectoryMemory(online.supervisor(), online.own(), List.copyOf(directory));
    memory = Optional.of(now);
    Selection selection = Selection.of(now, wanted);
    perform(mapper.users(clock.instant(), selection.all(), selection.selected()));
    desk.lines(selection.selected());
    if (!selection.unknown().equals(unknown)) {
      unknown = selection.unknown();
      if (!unknown.isEmpty()) {
        LOG.log(
            Level.WARNING,
            "The phone system knows no users {0}; correct [lines] users in the settings.",
            unknown);
      }
    }
  }

  void connected(Provider provider, List<CallView> held) {
    Waiting guest = new Waiting(provider, List.copyOf(held));
    if (!known) {
      waiting.put(provider.number(), guest);
      return;
    }
    Map<CallId, CallView> ended = new LinkedHashMap<>();
    adopt(guest.held(), ended);
    welcome(guest, ended);
  }

  private void adopt(List<CallView> held, Map<CallId, CallView> ended) {
    if (!held.isEmpty()) {
      perform(mapper.adopt(clock.instant(), held), ended);
    }
  }

  /** Shows everything, and the end of those held calls that the mapper did not take over. */
  private void welcome(Waiting guest, Map<CallId, CallView> ended) {
    List<CallView> shown = new ArrayList<>(mapper.calls());
    Set<CallId> living = new HashSet<>();
    shown.forEach(call -> living.add(call.id()));
    for (CallView call : guest.held()) {
      CallView end = ended.get(call.id());
      if (end != null && !living.contains(call.id())) {
        shown.add(end);
      }
    }
    providers.welcome(guest.provider(), mapper.lines(), shown);
  }

  void gone(long number) {
    desk.gone(number);
    if (waiting.remove(number) == null && providers.remove(number)) {
      perform(mapper.peerGone(clock.instant(), number));
    }
  }

  /** Says whether the provider may ask; one that does not wait for its welcome is sent away. */
  private boolean mayAsk(Provider provider) {
    if (waiting.containsKey(provider.number())) {
      provider.disconnect("a request before WELCOME");
    }
    return providers.has(provider.number());
  }

  void refuse(Provider provider, int request, LineError error) {
    if (mayAsk(provider)) {
      providers.answer(new RequestKey(provider.number(), request), Optional.of(error));
    }
  }

  void request(Provider provider, LineRequest request) {
    if (!mayAsk(provider)) {
      return;
    }
    if (request instanceof LineRequest.CloseCall close) {
      providers.closed(provider.number(), close.call(), calls);
    }
    desk.request(request);
  }

  /** Something became known of an account, or a program has answered. */
  void accountsKnown() {
    desk.accountsKnown();
    isolation.linesChanged();
  }

  /** A session of the terminal server has ended. */
  void sessionEnded(int session) {
    desk.sessionEnded(session);
  }

  /** Puts another policy in force; returns the claims that ended. */
  List<Claim> policy(IsolationPolicy next) {
    isolation.linesChanged();
    return desk.policy(next);
  }

  private void ask(LineRequest request) {
    List<Effect> effects;
    try {
      effects = mapper.request(clock.instant(), request);
    } catch (RuntimeException e) {
      answer(request.header().key(), Optional.of(LineError.OPERATIONFAILED));
      throw e;
    }
    perform(effects);
    if (request instanceof LineRequest.OpenLine open) {
      providers.opened(open.header().key().peer(), open.header().line(), mapper.calls());
    }
  }

  /** Lets time pass if something is due, and tells admins what has changed. */
  void time() {
    Instant now = clock.instant();
    desk.time(now);
    if (mapper.nextTime().filter(next -> !next.isAfter(now)).isPresent()) {
      perform(mapper.time(now));
    }
    isolation.tell();
  }

  /** Returns how long nothing is due, at most a minute. */
  Duration untilNext() {
    Instant now = clock.instant();
    return Stream.concat(mapper.nextTime().stream(), desk.nextTimes())
        .min(Comparator.naturalOrder())
        .map(next -> Duration.between(now, next))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .orElse(LONGEST_WAIT);
  }

  /** Events were forgotten: only a new login yields the truth. */
  void renewLink() {
    phones.reconnect("Events came faster than this machine could handle them.");
  }

  void stop() {
    providers.numbers().forEach(desk::gone);
    providers.disconnectAll("the gateway stops");
    waiting.values().forEach(guest -> guest.provider().disconnect("the gateway stops"));
  }

  Map<UserName, LineId> lineIds() {
    return mapper.lineIds();
  }

  /** Returns the directory of the last login. */
  Optional<DirectoryMemory> memory() {
    return memory;
  }

  DomainStatus status() {
    return new DomainStatus(
        link,
        lines.size(),
        calls.size(),
        providers.count(),
        waiting.size(),
        unknown.stream().map(UserName::value).toList());
  }

  private void perform(List<Effect> effects, Map<CallId, CallView> ended) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.CallShown shown && shown.call().state() == CallState.IDLE) {
        ended.put(shown.call().id(), shown.call());
      }
    }
    perform(effects);
  }

  private void perform(List<Effect> effects) {
    for (Effect effect : effects) {
      Runnable action =
          effect.fold(
              send -> () -> phones.submit(send.id(), send.command()),
              answered -> () -> answer(answered.key(), answered.error()),
              this::show,
              this::hide,
              this::show,
              ask -> () -> phones.askDirectory(ask.deviceOrExtension()));
      action.run();
    }
  }

  private void answer(RequestKey key, Optional<LineError> error) {
    desk.answered(key, error);
    providers.answer(key, error);
  }

  private Runnable show(Effect.LineShown shown) {
    return () -> {
      lines.add(shown.line().id());
      isolation.linesChanged();
      providers.line(shown.line());
    };
  }

  private Runnable hide(Effect.LineGone gone) {
    return () -> {
      lines.remove(gone.line());
      isolation.linesChanged();
      providers.lineGone(gone.line());
    };
  }

  private Runnable show(Effect.CallShown shown) {
    return () -> {
      CallView call = shown.call();
      if (call.state() == CallState.IDLE) {
        calls.remove(call.id());
      } else {
        calls.add(call.id());
      }
      providers.call(call);
    };
  }

  /** What admins see. */
  IsolationDesk isolation() {
    return isolation;
  }

  /** Returns how many lines are held. */
  int claims() {
    return gate.claims().size();
  }

  List<Claim> release(UserName line, String who) {
    return gate.release(line, clock.instant(), who);
  }

  /** An admin puts another policy in force; returns the claims that ended. */
  List<Claim> administer(IsolationPolicy next, String who, String what) {
    gate.administered(clock.instant(), who, what);
    return policy(next);
  }
}
