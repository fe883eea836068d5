package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;

/** A part of the mapper that follows what becomes of calls. */
interface CallWatcher {
  /** The call is over, and programs have been shown that it is idle. */
  void ended(Turn turn, Call call);

  /** An event of a call that goes on was taken. */
  default void heard(Turn turn, Call call, ChannelEvent event) {}
}
