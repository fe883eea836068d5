package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call on a line: one leg of the phone system, or one that a program is about to make. */
final class Call {
  CallId id;
  final Line line;
  final boolean outbound;

  /** Whether a TAPI program made it: then a drop is always meant. */
  boolean originated;

  CallState state;
  int mode;
  Instant since;
  final Instant begun;

  @Nullable Channel channel;
  @Nullable DeviceName device;

  /** Further phones at which it rings; the channel above is not among them. */
  final List<Leg> forks = new ArrayList<>(0);

  /** The event that it appeared with, if it came from the phone system. */
  @Nullable ChannelEvent opening;

  boolean internal;
  CallReason reason = CallReason.DIRECT;
  int callId;
  int relatedCallId;
  final Parties parties = new Parties();
  String comment = "";

  /**
   * Whether TAPI knows of it: false until the request that makes it has succeeded, and for a
   * channel whose call was dropped before the channel appeared.
   */
  boolean announced;

  /** Whether a provider kept it over a restart of the gateway. */
  boolean adopted;

  /** Whether the phone system spoke of it since the link was last lost. */
  boolean confirmed = true;

  /** Whether the presence of its phone says that there is no call. */
  boolean suspect;

  /** Whether its phone holds it. */
  boolean held;

  /** Set on both calls of a consultation. */
  @Nullable Consultation consultation;

  /** Set on the call that stands for a conference and on its legs. */
  @Nullable Conference conference;

  /** How it ends when the command that hands it over is carried out; null if there is none. */
  @Nullable DisconnectMode leaving;

  /** The number that a program had dialled for it; empty if none did. */
  String dialled = "";

  boolean over;
  @Nullable CallView shown;
  @Nullable Memo memo;
  @Nullable Expected expected;
  @Nullable KeyPress pressed;
  @Nullable Hangup hangup;
  Deadlines.@Nullable Timer watch;

  /** Runs from the answer on while other phones still ring. */
  Deadlines.@Nullable Timer release;

  /** Runs until it is clear how calls that talk at one phone belong together. */
  Deadlines.@Nullable Timer settling;

  /** Runs from the end of its consultation call until it is taken back. */
  Deadlines.@Nullable Timer reconnect;

  /** Runs until a call that is handed over counts as one that stays. */
  Deadlines.@Nullable Timer stay;

  /** Digits a program dialled so far, while more are to come; null when none are. */
  @Nullable StringBuilder collected;

  Call(CallId id, Line line, boolean outbound, CallState state, Instant now) {
    this.id = id;
    this.line = line;
    this.outbound = outbound;
    this.state = state;
    this.mode = CallStates.modeOf(state);
    this.since = now;
    this.begun = now;
  }

  void enter(CallState next, int detail, Instant now) {
    state = next;
    mode = detail;
    since = now;
  }

  boolean visible() {
    return announced;
  }

  /** Says whether it stands for a conference: then it has legs instead of a channel. */
  boolean isConference() {
    return conference != null && conference.standsFor(this);
  }

  /** Says whether it is a party of a conference. */
  boolean isLeg() {
    return conference != null && !conference.standsFor(this);
  }
}
