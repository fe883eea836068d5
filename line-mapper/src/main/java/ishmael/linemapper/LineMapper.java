package ishmael.linemapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns what the phone system reports into TAPI lines and calls, and what TAPI programs ask into
 * commands for the phone system.
 *
 * <p>A pure state machine: no I/O, no threads, no clock. It is not thread-safe, one thread owns it.
 * Every method returns what shall happen next, in order; {@code now} never goes back. A line is
 * shown before its calls, the success of a request that creates a call before that call, and state
 * IDLE is the last of a call. Calls go on being shown when a provider has closed them: which
 * provider hears of which call is not decided here.
 */
public final class LineMapper {
  private final Board board;
  private final Roster roster;
  private final ChannelEvents channelEvents;
  private final Reconciliation reconciliation;
  private final Pickups pickups;
  private final Requests requests;
  private final Adoption adoption;
  private final Dropping dropping;
  private Instant latest = Instant.MIN;

  /** Makes a mapper without lines whose link is down. */
  public LineMapper(LineMapperOptions options) {
    board = new Board(options);
    reconciliation = new Reconciliation(board);
    Correlation correlation = new Correlation(board, reconciliation);
    roster = new Roster(board, correlation);
    channelEvents = new ChannelEvents(board, correlation, reconciliation);
    pickups = new Pickups(board, correlation);
    adoption = new Adoption(board, correlation, reconciliation);
    dropping = new Dropping(board, correlation);
    requests =
        new Requests(board, new Dialling(board, correlation, reconciliation), pickups, dropping);
  }

  private List<Effect> turn(Instant now, Consumer<Turn> what) {
    latest = now.isAfter(latest) ? now : latest;
    Turn turn = new Turn(latest);
    what.accept(turn);
    return turn.effects();
  }

  /**
   * Takes the directory as it is known now; lines appear, change and go.
   *
   * <p>A selected user who is in the directory has a line. The line of one who left the directory
   * stays, out of service, while the name is selected; a line goes when it is not. Events that
   * waited for the directory are looked at again.
   *
   * @param selected names of users with a line, whether the directory has them or not
   */
  public List<Effect> users(Instant now, Collection<User> all, Set<UserName> selected) {
    return turn(
        now,
        turn -> {
          Directory before = board.directory;
          roster.update(turn, all, selected);
          reconciliation.directoryRead(turn, before);
          adoption.directoryKnown(turn);
          channelEvents.replay(turn);
        });
  }

  /** The link to the phone system is up; calls from before await reconciliation. */
  public List<Effect> inService(Instant now) {
    return turn(
        now,
        turn -> {
          board.linkDown = "";
          roster.showAll(turn);
          reconciliation.linkUp(turn);
        });
  }

  /**
   * The link to the phone system is down.
   *
   * <p>Requests whose command is open fail; calls stay as they are until the link is up again.
   *
   * @param reason shown on each line
   */
  public List<Effect> outOfService(Instant now, String reason) {
    return turn(
        now,
        turn -> {
          board.linkDown = reason.isBlank() ? "not connected to the phone system" : reason;
          board.commands.linkLost(turn, board.linkDown);
          channelEvents.linkLost();
          pickups.linkLost();
          reconciliation.linkLost();
          roster.showAll(turn);
        });
  }

  /** The phone system reports something. */
  public List<Effect> event(Instant now, PhoneEvent event) {
    board.counters.events++;
    return turn(now, turn -> dispatch(turn, event));
  }

  private void dispatch(Turn turn, PhoneEvent event) {
    if (event instanceof PhoneEvent.ChannelEvent channel) {
      channelEvents.accept(turn, channel);
    } else if (event instanceof PhoneEvent.PickupEvent pickup) {
      pickups.heard(pickup);
    } else if (event instanceof PhoneEvent.PhonePresence presence) {
      reconciliation.presence(turn, presence.user(), presence.state());
    } else if (event instanceof PhoneEvent.PhonesMoved moved) {
      channelEvents.moved(turn, moved.phones());
    }
  }

  /** A TAPI program asks something; each request gets one answer, a notice gets none. */
  public List<Effect> request(Instant now, LineRequest request) {
    return turn(now, turn -> requests.accept(turn, request));
  }

  /** A command ended; ids that are not open are ignored. */
  public List<Effect> outcome(Instant now, CommandId id, CommandOutcome outcome) {
    return turn(now, turn -> board.commands.outcome(turn, id, outcome));
  }

  /**
   * Takes calls over that a provider still shows after the gateway was restarted; those that it can
   * not vouch for are ended. Before the directory is known they wait and count as calls.
   */
  public List<Effect> adopt(Instant now, Collection<CallView> held) {
    return turn(now, turn -> adoption.adopt(turn, held));
  }

  /** Forgets the open requests of a provider whose connection is gone; its calls live on. */
  public List<Effect> peerGone(Instant now, long peer) {
    return turn(
        now,
        turn -> {
          board.answers.forget(peer);
          dropping.peerGone(turn, peer);
        });
  }

  /** Lets time pass; to be called at {@link #nextTime()}. */
  public List<Effect> time(Instant now) {
    return turn(now, board.deadlines::run);
  }

  /** Returns when {@link #time} shall be called next, if anything waits. */
  public Optional<Instant> nextTime() {
    return board.deadlines.next();
  }

  /** Returns all lines, in the order of their names. */
  public List<LineView> lines() {
    return board.lines.values().stream()
        .map(board::viewOf)
        .sorted(Comparator.comparing(LineView::name).thenComparing(view -> view.id().value()))
        .toList();
  }

  /** Returns all calls that providers may show. */
  public List<CallView> calls() {
    List<CallView> all = new ArrayList<>(board.calls.views());
    all.addAll(adoption.parked());
    return List.copyOf(all);
  }

  /** Returns whose line it is, if there is such a line. */
  public Optional<UserName> userOf(LineId line) {
    return board.line(line).map(found -> found.user.name());
  }

  /** Says whether a call is going on on the line of this user, whether programs see it or not. */
  public boolean hasCalls(UserName user) {
    Line line = board.lines.get(user);
    return line != null && !line.calls.isEmpty();
  }

  /**
   * Says whether a call is going on at the phone of this line that no program made: it does not end
   * with a program.
   */
  public boolean isOfThePhone(LineId line, CallId call) {
    return board
        .calls
        .byId(call)
        .filter(found -> found.line.id.equals(line))
        .filter(LineMapper::isOfThePhone)
        .isPresent();
  }

  private static boolean isOfThePhone(Call call) {
    Conference conference = call.conference;
    if (conference != null && conference.standsFor(call)) {
      return conference.legs.stream().anyMatch(LineMapper::isOfThePhone);
    }
    return call.channel != null && !call.originated;
  }

  /** Returns the permanent ids given so far, to be remembered across restarts. */
  public Map<UserName, LineId> lineIds() {
    return board.ids.given();
  }

  /** Returns what was counted so far. */
  public MapperCounters counters() {
    return board.counters.now();
  }
}
