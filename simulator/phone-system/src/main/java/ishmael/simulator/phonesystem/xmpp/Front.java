package ishmael.simulator.phonesystem.xmpp;

import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.EngineEvent;
import ishmael.simulator.phonesystem.engine.PhonePresence;
import ishmael.simulator.phonesystem.engine.RedirectChanged;
import ishmael.simulator.phonesystem.engine.RosterChange;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.ClientSession;
import ishmael.simulator.phonesystem.protocol.CommandDesk;
import ishmael.simulator.phonesystem.protocol.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The phone system as its clients meet it, however they are connected: takes their commands and
 * tells them events.
 *
 * <p>Used on the engine's thread only, but for {@link #faults}, {@link #takeCommands} and {@link
 * #close}.
 */
public final class Front implements AutoCloseable {
  private static final int MAX_NAMES = 1_000;

  private final Engine engine;
  private final BlockingQueue<String> names = new ArrayBlockingQueue<>(MAX_NAMES);
  private final Faults faults = new Faults();
  private final CommandDesk desk;
  private final Map<Seat, ClientSession> seats = new LinkedHashMap<>();
  private final Consumer<EngineEvent> listener = this::happened;

  /** Events that wait for the answer of the command that caused them, while one is executed. */
  private @Nullable List<EngineEvent> heldBack;

  /** Listens to the engine until {@link #close}. */
  public Front(Engine engine) {
    this.engine = engine;
    this.desk = new CommandDesk(engine);
    engine.addListener(listener);
  }

  public Faults faults() {
    return faults;
  }

  /** Returns the names of the commands that came since the last time, at most the latest 1,000. */
  List<String> takeCommands() {
    List<String> taken = new ArrayList<>();
    names.drainTo(taken);
    return taken;
  }

  /** Lets a client in; a seat is known by identity or by its own {@code equals}. */
  public void enter(Seat seat, UserAccount user) {
    seats.put(seat, new ClientSession(engine, user));
  }

  /** Lets a client go, and its subscriptions; does nothing if it is not in. */
  public void leave(Seat seat) {
    seats.remove(seat);
  }

  /**
   * Carries a command out for a client.
   *
   * @param cmd the payload of the iq
   * @param answer called once or as {@link #faults} say: before the events that the command causes,
   *     after them, later, twice or never
   */
  public void command(Seat seat, XmlElement cmd, Consumer<Reply> answer) {
    ClientSession session = seats.get(seat);
    if (session == null) {
      throw new IllegalArgumentException("Not in: " + seat);
    }
    String name = CommandDesk.nameOf(cmd);
    while (!names.offer(name)) {
      names.poll();
    }
    if (faults.loses(name)) {
      return;
    }
    if (faults.fails(name)) {
      answer(name, new Reply.Refusal("internal-server-error"), answer);
      return;
    }
    List<EngineEvent> caused = new ArrayList<>();
    boolean hold = !faults.eventsFirst() && faults.answerDelay().isZero();
    heldBack = hold ? caused : null;
    try {
      Optional<Reply> result = desk.execute(session, cmd).map(Reply.Result::new);
      answer(name, result.orElseGet(() -> new Reply.Refusal("feature-not-implemented")), answer);
    } finally {
      heldBack = null;
      caused.forEach(this::deliver);
    }
  }

  private void answer(String name, Reply reply, Consumer<Reply> answer) {
    if (faults.swallows(name)) {
      return;
    }
    Runnable send = () -> answer.accept(reply);
    if (faults.answerDelay().isZero()) {
      send.run();
    } else {
      engine.timeline().after(faults.answerDelay(), send);
    }
    if (faults.repeats(name)) {
      engine.timeline().after(faults.answerDelay(), send);
    }
  }

  private void happened(EngineEvent event) {
    List<EngineEvent> held = heldBack;
    if (held != null) {
      held.add(event);
    } else {
      deliver(event);
    }
  }

  private void deliver(EngineEvent event) {
    for (Map.Entry<Seat, ClientSession> client : List.copyOf(seats.entrySet())) {
      if (event instanceof PhonePresence presence) {
        client.getKey().presence(presence);
      } else if (event instanceof RosterChange change) {
        if (faults.rosterPushes()) {
          client.getKey().roster(change);
        }
      } else if (!(event instanceof RedirectChanged) || faults.redirectEvents()) {
        client.getValue().payloadFor(event).ifPresent(client.getKey()::event);
      }
    }
  }

  /** Hears of no further event. */
  @Override
  public void close() {
    engine.removeListener(listener);
  }
}
