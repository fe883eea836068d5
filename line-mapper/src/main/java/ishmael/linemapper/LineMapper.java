package ishmael.linemapper;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what the phone system reports into TAPI lines and calls, and what TAPI programs ask into
 * commands for the phone system.
 *
 * <p>A pure state machine: no I/O, no threads, no clock. It is not thread-safe, one thread owns it.
 * Every method returns what shall happen next, in order; {@code now} never goes back. A line is
 * shown before its calls, the success of a request that creates a call before that call, and state
 * IDLE is the last of a call.
 */
public final class LineMapper {
  /** Makes a mapper without lines whose link is down. */
  public LineMapper(LineMapperOptions options) {
    throw new UnsupportedOperationException(options.domain());
  }

  /** Takes the directory as it is known now; lines appear, change and go. */
  public List<Effect> users(Instant now, Collection<User> all, Set<UserName> selected) {
    throw new UnsupportedOperationException();
  }

  /** The link to the phone system is up; calls from before await reconciliation. */
  public List<Effect> inService(Instant now) {
    throw new UnsupportedOperationException();
  }

  /** The link to the phone system is down, with a reason shown on each line. */
  public List<Effect> outOfService(Instant now, String reason) {
    throw new UnsupportedOperationException();
  }

  /** The phone system reports something. */
  public List<Effect> event(Instant now, PhoneEvent event) {
    throw new UnsupportedOperationException();
  }

  /** A TAPI program asks something. */
  public List<Effect> request(Instant now, LineRequest request) {
    throw new UnsupportedOperationException();
  }

  /** A command ended; ids that are not open are ignored. */
  public List<Effect> outcome(Instant now, CommandId id, CommandOutcome outcome) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes calls over that a provider still shows after the gateway was restarted; those that it can
   * not vouch for are ended.
   */
  public List<Effect> adopt(Instant now, Collection<CallView> held) {
    throw new UnsupportedOperationException();
  }

  /** Forgets the open requests of a provider whose connection is gone; its calls live on. */
  public List<Effect> peerGone(Instant now, long peer) {
    throw new UnsupportedOperationException();
  }

  /** Lets time pass; to be called at {@link #nextTime()}. */
  public List<Effect> time(Instant now) {
    throw new UnsupportedOperationException();
  }

  /** Returns when {@link #time} shall be called next, if anything waits. */
  public Optional<Instant> nextTime() {
    throw new UnsupportedOperationException();
  }

  /** Returns all lines. */
  public List<LineView> lines() {
    throw new UnsupportedOperationException();
  }

  /** Returns all calls that TAPI can see. */
  public List<CallView> calls() {
    throw new UnsupportedOperationException();
  }

  /** Returns the permanent ids given so far, to be remembered across restarts. */
  public Map<UserName, LineId> lineIds() {
    throw new UnsupportedOperationException();
  }

  /** Returns what was counted so far. */
  public MapperCounters counters() {
    throw new UnsupportedOperationException();
  }
}
