package ishmael.gateway.phonesystem.smack;

import ishmael.linemapper.Channel;
import ishmael.linemapper.PhoneEvent;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.UserName;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What goes on at the phones since the login, as far as the link hears. Only the loop calls it. */
final class Activity {
  /** A channel whose hang-up was lost stays; beyond this number the oldest ones are forgotten. */
  static final int MAX_CHANNELS = 16_384;

  private final Set<Channel> channels =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Channel, Boolean> eldest) {
              return size() > MAX_CHANNELS;
            }
          });
  private final Set<UserName> talking = new HashSet<>();
  private int commands;

  void event(PhoneEvent event) {
    if (event instanceof ChannelEvent channel) {
      if (channel.type() == ChannelEventType.HANGUP) {
        channels.remove(channel.channel());
      } else {
        channels.add(channel.channel());
      }
    } else if (event instanceof PhonePresence presence) {
      if (presence.state() == PhoneState.IN_CALL) {
        talking.add(presence.user());
      } else {
        talking.remove(presence.user());
      }
    }
  }

  void commandBegins() {
    commands++;
  }

  void commandEnds() {
    commands--;
  }

  /** Forgets the phones, because the link ended; the commands end by themselves. */
  void clear() {
    channels.clear();
    talking.clear();
  }

  /** Returns how many channels are known. */
  int channels() {
    return channels.size();
  }

  /** Says whether no call and no command is known. */
  boolean quiet() {
    return channels.isEmpty() && talking.isEmpty() && commands == 0;
  }
}
