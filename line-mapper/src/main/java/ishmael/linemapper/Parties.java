package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;

/**
 * Who takes part in a call, and what else events told of it.
 *
 * <p>{@code called} is the party that was asked for first, {@code remote} the one that an outbound
 * call has now. Source: LINECALLINFO, dwCalledID and dwConnectedID.
 */
final class Parties {
  Party caller = Party.NONE;
  Party called = Party.NONE;
  Party remote = Party.NONE;
  Party redirection = Party.NONE;
  Party redirecting = Party.NONE;
  final Details details = new Details();

  /** The called party is what a program dialled, until the phone system knows better. */
  private boolean calledIsDialled;

  /** A program dials this number. */
  void dialled(String number) {
    called = new Party("", number);
    calledIsDialled = true;
  }

  /**
   * Takes what an event says.
   *
   * @param talking whether the call was answered before this event
   */
  void learn(ChannelEvent event, boolean talking) {
    details.learn(event);
    if (event.type() == PhoneEvent.ChannelEventType.TRANSFER && !event.outbound()) {
      learnTransfer(event);
      return;
    }
    caller = newer(event.source(), caller);
    redirecting = newer(event.from(), redirecting);
    if (event.outbound()) {
      learnTarget(event, talking);
    } else if (event.type() == PhoneEvent.ChannelEventType.REDIRECT) {
      redirection = newer(event.target(), redirection);
    } else {
      called = newer(event.target(), called);
    }
  }

  /**
   * An inbound call that is handed over ends here: who called and who was called stays, and the
   * party that is new in the event, at whichever end, is where the call goes.
   */
  private void learnTransfer(ChannelEvent event) {
    redirecting = newer(event.from(), redirecting);
    if (!caller.isEmpty() && isNews(event.source(), caller)) {
      redirection = event.source();
    } else if (!called.isEmpty() && isNews(event.target(), called)) {
      redirection = event.target();
    }
    caller = caller.isEmpty() ? event.source() : caller;
    called = called.isEmpty() ? event.target() : called;
  }

  private static boolean isNews(Party told, Party known) {
    return !told.isEmpty() && !told.number().equals(known.number());
  }

  private void learnTarget(ChannelEvent event, boolean talking) {
    Party target = event.target();
    if (target.isEmpty()) {
      return;
    }
    if (event.type() == PhoneEvent.ChannelEventType.REDIRECT) {
      redirection = target;
      redirecting = redirecting.isEmpty() ? called : redirecting;
    } else if (called.isEmpty()
        || calledIsDialled
        || !talking
        || target.number().equals(called.number())) {
      called = target;
      calledIsDialled = false;
    }
    remote = target;
  }

  private static Party newer(Party told, Party known) {
    return told.isEmpty() ? known : told;
  }

  void takeFrom(Parties other) {
    caller = other.caller;
    called = other.called;
    remote = other.remote;
    redirection = other.redirection;
    redirecting = other.redirecting;
    calledIsDialled = other.calledIsDialled;
    details.takeFrom(other.details);
  }
}
