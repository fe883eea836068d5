package ishmael.simulator.phonesystem.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets calls up and takes them down; runs on the engine's thread. */
final class Exchange {
  private static final int MAX_FORWARDS = 5;

  private final Site site;
  private final Directory directory;
  private final Announcer announcer;
  private final Timeline timeline;
  private final Map<String, Behaviour> phones = new HashMap<>();
  private final Map<String, Behaviour> outside;
  private int channels = 0xa00;

  Exchange(Site site, Directory directory, Announcer announcer, Timeline timeline) {
    this.site = site;
    this.directory = directory;
    this.announcer = announcer;
    this.timeline = timeline;
    this.outside = new HashMap<>(site.outside());
  }

  void behave(Phone phone, Behaviour behaviour) {
    phones.put(phone.name(), behaviour);
  }

  void behaveOutside(String number, Behaviour behaviour) {
    outside.put(number, behaviour);
  }

  private Behaviour behaviourOf(Phone phone) {
    return phones.getOrDefault(phone.name(), Behaviour.rings());
  }

  Leg newLeg(UserAccount user, Phone phone, boolean outbound, Party remote, boolean internal) {
    channels++;
    String place = directory.locationOf(user, phone.name()).toLowerCase(Locale.ROOT);
    String slug = place.replaceAll("[^a-z0-9]", "");
    String id = String.format(Locale.ROOT, "SIP/%s-%08x", slug.isEmpty() ? "x" : slug, channels);
    Leg leg = new Leg(id, user, phone, outbound, timeline.now(), remote, internal);
    announcer.born(leg);
    return leg;
  }

  Leg dial(UserAccount user, Phone phone, String number) {
    holdOthers(phone, null);
    Leg leg = newLeg(user, phone, true, directory.partyOf(number), isInternal(number));
    Call call = new Call(leg);
    announcer.happened(leg, EventType.RINGING);
    if (phone.clickToDial()) {
      leg.dialsWhenPickedUp = number;
      later(call, site.ringTimeout(), () -> fail(call, "noanswer"));
      act(leg, behaviourOf(phone));
    } else {
      route(call, number, Party.NOBODY, "");
    }
    return leg;
  }

  Optional<Leg> callIn(Party caller, UserAccount callee) {
    Call call = new Call(new OutsideEnd(caller));
    route(call, callee.extension(), Party.NOBODY, "");
    return call.ringing().stream().map(Leg.class::cast).findFirst();
  }

  private boolean isInternal(String number) {
    return directory.withExtension(number).isPresent();
  }

  /** Lets a number ring for the caller of {@code call}. */
  void route(Call call, String number, Party from, String refChannel) {
    String current = number;
    Party forwarder = from;
    for (int hops = 0; hops < MAX_FORWARDS; hops++) {
      Optional<UserAccount> user = directory.withExtension(current);
      String next = user.map(u -> directory.redirectOf(u).target()).orElse("");
      if (next.isEmpty()) {
        break;
      }
      forwarder = directory.partyOf(current);
      current = next;
    }
    if (!current.equals(number)) {
      rename(call.caller(), directory.partyOf(current), isInternal(current));
    }
    Optional<UserAccount> callee = directory.withExtension(current);
    if (callee.isPresent()) {
      ringUser(call, callee.get(), forwarder, refChannel);
    } else {
      ringOutside(call, current);
    }
  }

  private void ringUser(Call call, UserAccount callee, Party from, String refChannel) {
    List<Phone> all = directory.phonesOf(callee).stream().filter(Phone::ringsInbound).toList();
    boolean calledByHimself = call.caller() instanceof Leg leg && leg.user.equals(callee);
    List<Phone> free =
        all.stream().filter(p -> !(behaviourOf(p) instanceof Behaviour.Busy)).toList();
    if (all.isEmpty() || free.isEmpty() || calledByHimself) {
      String why = all.isEmpty() ? "unavailable" : "busy";
      later(call, Duration.ZERO, () -> fail(call, why));
      return;
    }
    Party remote = call.caller().party();
    for (Phone phone : free) {
      Leg leg = newLeg(callee, phone, false, remote, call.caller() instanceof Leg);
      leg.from = from;
      leg.refChannel = refChannel;
      call.ring(leg);
      announcer.happened(leg, EventType.RINGING);
      act(leg, behaviourOf(phone));
    }
    later(call, site.ringTimeout(), () -> fail(call, "noanswer"));
  }

  private void ringOutside(Call call, String number) {
    OutsideEnd end = new OutsideEnd(directory.partyOf(number));
    call.ring(end);
    Behaviour behaviour = outside.getOrDefault(number, Behaviour.rings());
    if (behaviour instanceof Behaviour.BadNumber) {
      later(call, site.networkDelay(), () -> fail(call, "invalid"));
    } else if (behaviour instanceof Behaviour.Busy) {
      later(call, site.networkDelay(), () -> fail(call, "busy"));
    } else {
      act(end, behaviour);
      later(call, site.ringTimeout(), () -> fail(call, "noanswer"));
    }
  }

  private void act(End end, Behaviour behaviour) {
    if (behaviour instanceof Behaviour.Answers answers) {
      later(end.call(), answers.delay(), () -> answerIfRinging(end));
    } else if (behaviour instanceof Behaviour.Rejects rejects) {
      later(end.call(), rejects.delay(), () -> decline(end));
    }
  }

  private void later(Call call, Duration delay, Runnable task) {
    call.keep(timeline.after(delay, task));
  }

  private void answerIfRinging(End end) {
    if (end instanceof Leg leg && leg.dialsWhenPickedUp != null) {
      answer(leg);
    } else if (end.call().rings(end)) {
      connect(end);
    }
  }

  /** Picks the phone of a ringing leg up. */
  void answer(Leg leg) {
    String number = leg.dialsWhenPickedUp;
    if (number != null) {
      leg.dialsWhenPickedUp = null;
      leg.call().cancelTimers();
      announcer.happened(leg, EventType.RINGING);
      route(leg.call(), number, Party.NOBODY, "");
    } else if (leg.call().rings(leg)) {
      connect(leg);
    } else {
      throw new CallRefused("The channel does not ring");
    }
  }

  /** Connects one who rings with the caller; all others stop ringing. */
  void connect(End end) {
    if (end instanceof Leg leg) {
      holdOthers(leg.phone, null);
    }
    Call call = end.call();
    for (End loser : call.connect(end)) {
      if (loser instanceof Leg leg) {
        announcer.died(leg, "", "answered elsewhere");
      }
    }
    talk(end);
    talk(call.caller());
  }

  private void talk(End end) {
    if (end instanceof Leg leg && leg.state == Channel.State.RINGING) {
      leg.state = Channel.State.TALKING;
      leg.busySince = timeline.now();
      announcer.happened(leg, EventType.BUSY);
    }
  }

  /** A phone talks to one at a time, or to one conference: its other conversations are held. */
  private void holdOthers(Phone phone, @Nullable Object conference) {
    for (Leg leg : announcer.legs()) {
      boolean joined = conference != null && leg.conference == conference;
      if (leg.isAt(phone) && leg.state == Channel.State.TALKING && !joined) {
        hold(leg);
      }
    }
  }

  void hold(Leg leg) {
    if (leg.state != Channel.State.TALKING) {
      throw new CallRefused("The channel does not talk");
    }
    leg.state = Channel.State.HELD;
    announcer.happened(leg, EventType.HOLD);
  }

  void resume(Leg leg) {
    if (leg.state != Channel.State.HELD) {
      throw new CallRefused("The channel is not held");
    }
    holdOthers(leg.phone, leg.conference);
    leg.state = Channel.State.TALKING;
    announcer.happened(leg, EventType.UNHOLD);
  }

  /** Holds the talking call of a phone, else resumes the newest held one; a conference as one. */
  void pressHold(Phone phone) {
    Optional<Leg> talking = announcer.newestAt(phone, Channel.State.TALKING);
    if (talking.isPresent()) {
      members(talking.get(), Channel.State.TALKING).forEach(this::hold);
      return;
    }
    Leg held =
        announcer
            .newestAt(phone, Channel.State.HELD)
            .orElseThrow(() -> new CallRefused("No call at " + phone.name()));
    members(held, Channel.State.HELD).forEach(this::resume);
  }

  /** The legs of a leg's conference that are in a state; the leg alone if it is in none. */
  List<Leg> members(Leg leg, Channel.State state) {
    if (leg.conference == null) {
      return List.of(leg);
    }
    return announcer.legs().stream()
        .filter(other -> other.conference == leg.conference && other.state == state)
        .toList();
  }

  void rename(End end, Party remote, boolean internal) {
    if (end instanceof Leg leg) {
      leg.remote = remote;
      leg.internal = internal;
      announcer.happened(leg, EventType.RENAME);
    }
  }

  private void decline(End end) {
    Call call = end.call();
    if (end instanceof Leg leg && (call.rings(leg) || leg.dialsWhenPickedUp != null)) {
      hangUp(leg);
    } else if (call.rings(end)) {
      fail(call, "rejected");
    }
  }

  /** Declines a ringing leg or ends the call of any other. */
  void hangUp(Leg leg) {
    Call call = leg.call();
    if (call.rings(leg)) {
      call.stopRinging(leg);
      announcer.died(leg, "", "rejected");
      if (call.ringing().isEmpty()) {
        fail(call, "rejected");
      }
    } else {
      end(call, leg, call.isConnected() ? "hangup" : "cancelled");
    }
  }

  /** Ends a call that was never answered; the caller learns why. */
  private void fail(Call call, String why) {
    End caller = call.caller();
    if (!call.isOver()) {
      for (End end : call.finish(caller)) {
        if (end instanceof Leg leg) {
          announcer.died(leg, end.equals(caller) ? why : "", why);
        }
      }
    }
  }

  void end(Call call, End first, String result) {
    for (End end : call.finish(first)) {
      if (end instanceof Leg leg) {
        announcer.died(leg, "", result);
      }
    }
  }
}
