package ishmael.simulator.phonesystem.protocol;

import com.google.common.collect.ImmutableMap;
import ishmael.simulator.phonesystem.engine.CallRefused;
import ishmael.simulator.phonesystem.engine.Capability;
import ishmael.simulator.phonesystem.engine.Channel;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.UserAccount;
import ishmael.simulator.phonesystem.protocol.CommandDesk.Command;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands that make, move and end calls. */
final class CallCommands {
  private final Engine engine;

  CallCommands(Engine engine) {
    this.engine = engine;
  }

  ImmutableMap<String, Command> commands() {
    return ImmutableMap.<String, Command>builder()
        .put("base.Dial", (session, command) -> dial(session.user(), command))
        .put("base.DialFrom", this::dialFrom)
        .put("base.Hangup", this::hangup)
        .put("base.Transfer", this::transfer)
        .put("base.Pickup", this::pickup)
        .put("phone.Offhook", key(Capability.OFFHOOK, device -> engine.answer(device)))
        .put("phone.Hold", key(Capability.HOLD, device -> engine.pressHold(device)))
        .put("phone.Transfer", key(Capability.TRANSFER, device -> engine.pressTransfer(device)))
        .put(
            "phone.Conference",
            key(Capability.CONFERENCE, device -> engine.pressConference(device)))
        .put("phone.Hangup", key(Capability.HANGUP, device -> engine.putDown(device)))
        .buildOrThrow();
  }

  private static @Nullable String value(XmlElement command, String attribute) {
    String value = command.attribute(attribute, "");
    return value.isEmpty() ? null : value;
  }

  private static String required(XmlElement command, String attribute) {
    String value = value(command, attribute);
    if (value == null) {
      throw new CallRefused("Missing " + attribute);
    }
    return value;
  }

  private XmlElement dial(UserAccount user, XmlElement command) {
    if (value(command, "viasetting") != null) {
      throw new CallRefused("No such setting");
    }
    engine.dial(
        user.name(),
        value(command, "device"),
        required(command, "target"),
        command.attribute("prefix", "auto"));
    return Mobydick.success("base");
  }

  private XmlElement dialFrom(ClientSession session, XmlElement command) {
    requireSupervisor(session);
    return dial(engine.user(required(command, "identity")), command);
  }

  private static void requireSupervisor(ClientSession session) {
    if (!session.isSupervisor()) {
      throw new CallRefused("Permission denied");
    }
  }

  /** Without a channel: the newest call of the user's own. */
  private XmlElement hangup(ClientSession session, XmlElement command) {
    String channel = value(command, "channel");
    if (channel == null) {
      List<Channel> own = engine.channelsOf(session.user().name());
      if (own.isEmpty()) {
        throw new CallRefused("No call");
      }
      channel = own.get(own.size() - 1).id();
    }
    requireOwn(session, channel);
    engine.hangUp(channel);
    return Mobydick.success("base");
  }

  private void requireOwn(ClientSession session, String channel) {
    Channel found = engine.channel(channel).orElseThrow(() -> new CallRefused("No such channel"));
    CommandDesk.requireSupervisorFor(session, engine.user(found.user()));
  }

  private XmlElement transfer(ClientSession session, XmlElement command) {
    String channel = required(command, "channel");
    requireOwn(session, channel);
    engine.transfer(channel, required(command, "target"), command.attribute("prefix", "auto"));
    return Mobydick.success("base");
  }

  private XmlElement pickup(ClientSession session, XmlElement command) {
    String userName = value(command, "username");
    UserAccount taker = userName == null ? session.user() : engine.user(userName);
    CommandDesk.requireSupervisorFor(session, taker);
    engine.pickUp(taker.name(), value(command, "device"), required(command, "target"));
    return Mobydick.success("base");
  }

  /** A key of a phone; the phone must have it and be the user's own. */
  private Command key(Capability capability, Consumer<String> press) {
    return (session, command) -> {
      String device = required(command, "device");
      if (!engine.phone(device).capabilities().contains(capability)) {
        throw new CallRefused("The phone cannot " + capability.wireName());
      }
      UserAccount owner =
          engine.userAt(device).orElseThrow(() -> new CallRefused("Nobody has that phone"));
      CommandDesk.requireSupervisorFor(session, owner);
      press.accept(device);
      return Mobydick.success("phone");
    };
  }
}
