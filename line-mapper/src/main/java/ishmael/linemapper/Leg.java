package ishmael.linemapper;

import ishmael.linemapper.PhoneEvent.ChannelEvent;

/**
 * A phone at which a call rings beside the one that stands for the call.
 *
 * @param latest the event that says most about it, for the case that it turns out to be another
 *     call
 */
record Leg(Channel channel, DeviceName device, ChannelEvent latest) {}
