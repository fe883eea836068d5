package ishmael.simulator.phonesystem.engine;

import java.util.List;
import java.util.Optional;

/** Moves calls between people: transfer, redirect, pickup, conference. */
final class Handover {
  private final Directory directory;
  private final Announcer announcer;
  private final Exchange exchange;

  Handover(Directory directory, Announcer announcer, Exchange exchange) {
    this.directory = directory;
    this.announcer = announcer;
    this.exchange = exchange;
  }

  /** Sends the other end of {@code leg} to a number and takes the leg out of the call. */
  void blind(Leg leg, String number) {
    requireNumber(number);
    Call call = leg.call();
    if (call.rings(leg)) {
      redirect(leg, number);
      return;
    }
    End remote = call.other(leg);
    Party to = directory.partyOf(number);
    leg.remote = to;
    announcer.happened(leg, EventType.TRANSFER);
    call.cancelTimers();
    announcer.died(leg, "", "transfer");
    exchange.rename(remote, to, isInternal(number));
    exchange.route(new Call(remote), number, leg.party(), leg.channel);
  }

  private static void requireNumber(String number) {
    if (number.isEmpty()) {
      throw new CallRefused("Nothing to dial");
    }
  }

  private boolean isInternal(String number) {
    return directory.withExtension(number).isPresent();
  }

  /** Joins the held and the active call of a phone and takes the phone out of both. */
  void attended(Phone phone) {
    Leg held = heldAt(phone);
    Leg active = activeAt(phone, held);
    requireNoConference(held);
    requireNoConference(active);
    End first = held.call().other(held);
    Call joined = active.call();
    held.remote = active.remote;
    held.refChannel = active.channel;
    announcer.happened(held, EventType.TRANSFER);
    held.call().cancelTimers();
    joined.replace(active, first);
    announcer.died(held, "", "transfer");
    announcer.died(active, "", "transfer");
    exchange.rename(first, active.remote, active.internal);
    boolean internal = first instanceof Leg;
    if (joined.isConnected()) {
      exchange.rename(joined.other(first), first.party(), internal);
    } else {
      joined.ringing().forEach(end -> exchange.rename(end, first.party(), internal));
    }
  }

  private void requireNoConference(Leg leg) {
    if (exchange.members(leg, leg.state).size() > 1) {
      throw new CallRefused("A conference cannot be transferred");
    }
  }

  /** Lets all talk, those of a held conference too; the phone keeps all channels. */
  void conference(Phone phone) {
    Leg held = heldAt(phone);
    Leg active = activeAt(phone, held);
    if (active.state != Channel.State.TALKING) {
      throw new CallRefused("The second call is not answered yet");
    }
    List<Leg> joining = exchange.members(held, Channel.State.HELD);
    Object conference = new Object();
    exchange.members(active, Channel.State.TALKING).forEach(leg -> leg.conference = conference);
    for (Leg leg : joining) {
      leg.conference = conference;
      leg.state = Channel.State.TALKING;
      announcer.happened(leg, EventType.UNHOLD);
    }
  }

  private Leg heldAt(Phone phone) {
    return announcer.legs().stream()
        .filter(leg -> leg.isAt(phone) && leg.state == Channel.State.HELD)
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new CallRefused("No held call at " + phone.name()));
  }

  private Leg activeAt(Phone phone, Leg held) {
    return announcer.legs().stream()
        .filter(leg -> leg.isAt(phone) && leg != held && leg.dialsWhenPickedUp == null)
        .filter(leg -> leg.state == Channel.State.TALKING || isDialling(leg))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new CallRefused("No active call at " + phone.name()));
  }

  private static boolean isDialling(Leg leg) {
    return leg.outbound && leg.state == Channel.State.RINGING;
  }

  /** Sends a call that rings to another number. */
  void redirect(Leg leg, String number) {
    requireNumber(number);
    Call call = leg.call();
    if (!call.rings(leg)) {
      throw new CallRefused("The channel does not ring");
    }
    Party to = directory.partyOf(number);
    leg.self = to;
    announcer.happened(leg, EventType.REDIRECT);
    call.cancelTimers();
    for (End end : call.ringing()) {
      call.stopRinging(end);
      if (end instanceof Leg ringing) {
        announcer.died(ringing, "", "redirect");
      }
    }
    exchange.rename(call.caller(), to, isInternal(number));
    exchange.route(call, number, leg.party(), leg.channel);
  }

  /** Takes a call that rings at {@code rung} to the phone of another user. */
  Leg pickUp(UserAccount user, Phone phone, UserAccount rung) {
    Optional<Leg> found = announcer.legs().stream().filter(leg -> leg.ringsFor(rung)).findFirst();
    Leg ringing = found.orElseThrow(() -> new CallRefused("Nothing rings at " + rung.extension()));
    Leg taken = exchange.newLeg(user, phone, false, ringing.remote, ringing.internal);
    taken.self = ringing.self;
    taken.refChannel = ringing.channel;
    Call call = ringing.call();
    call.ring(taken);
    exchange.connect(taken);
    exchange.rename(call.caller(), taken.party(), true);
    return taken;
  }
}
