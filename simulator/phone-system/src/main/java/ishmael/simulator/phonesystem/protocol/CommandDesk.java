package ishmael.simulator.phonesystem.protocol;

import static ishmael.simulator.phonesystem.protocol.Mobydick.cmd;

import com.google.common.collect.ImmutableMap;
import ishmael.simulator.phonesystem.engine.CallRefused;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.phonesystem.engine.UserAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Carries out the commands of clients and answers them; used on the engine's thread only.
 *
 * <p>A command is known by the name of its element together with the module of its envelope, since
 * base and phone both have a Hangup and a Transfer.
 */
public final class CommandDesk {
  /** Carries one command out and returns the answer's envelope. */
  interface Command {
    XmlElement execute(ClientSession session, XmlElement command);
  }

  private final Engine engine;
  private final ImmutableMap<String, Command> commands;

  public CommandDesk(Engine engine) {
    this.engine = engine;
    ImmutableMap.Builder<String, Command> all = ImmutableMap.builder();
    all.put("xmppuser.ClientInfo", this::clientInfo);
    all.put("xmppuser.UserInfo", (session, command) -> ownInfo(session));
    all.put("xmppuser.FindUserInfo", this::findUserInfo);
    all.put("event.AddSubscription", this::addSubscription);
    all.put("event.RemoveSubscription", this::removeSubscription);
    all.put("event.SubscriptionList", (session, command) -> subscriptions(session));
    all.putAll(new CallCommands(engine).commands());
    all.putAll(new LookupCommands(engine).commands());
    commands = all.buildOrThrow();
  }

  /** The full name of the command in an envelope, such as {@code base.Dial}, or empty. */
  public static String nameOf(XmlElement cmd) {
    return cmd.children().stream()
        .findFirst()
        .map(child -> cmd.attribute("module", "") + "." + child.name())
        .orElse("");
  }

  /** The answer's envelope; refusals are answers too. Empty for a command that is not known. */
  public Optional<XmlElement> execute(ClientSession session, XmlElement cmd) {
    Command command = commands.get(nameOf(cmd));
    if (command == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(command.execute(session, cmd.children().get(0)));
    } catch (CallRefused e) {
      return Optional.of(Mobydick.failure(e.reason()));
    }
  }

  private XmlElement clientInfo(ClientSession session, XmlElement command) {
    command.child("AddSubscription").ifPresent(list -> session.subscribe(parse(list)));
    return ownInfo(session);
  }

  private XmlElement ownInfo(ClientSession session) {
    return cmd("xmppuser", info(session.user()).add(session.subscriptionList()).build());
  }

  private XmlElement.Builder info(UserAccount user) {
    return UserStanzas.userInfo(
        user,
        engine.rolesOf(user.name()),
        engine.locationsOf(user.name()),
        engine.redirectOf(user.name()));
  }

  private XmlElement findUserInfo(ClientSession session, XmlElement command) {
    String jid = command.attribute("jid", "");
    UserAccount user = engine.user(localPart(jid));
    requireSupervisorFor(session, user);
    return cmd("xmppuser", info(user).build());
  }

  static String localPart(String jid) {
    int at = jid.indexOf('@');
    return (at < 0 ? jid : jid.substring(0, at)).toLowerCase(Locale.ROOT);
  }

  /** What concerns another user takes the supervisor's right. */
  static void requireSupervisorFor(ClientSession session, UserAccount user) {
    if (!session.is(user) && !session.isSupervisor()) {
      throw new CallRefused("Permission denied");
    }
  }

  private XmlElement addSubscription(ClientSession session, XmlElement command) {
    List<Subscription> wanted = parse(command);
    if (wanted.stream().anyMatch(Subscription::supervisor) && !session.isSupervisor()) {
      throw new CallRefused("Permission denied");
    }
    session.subscribe(wanted);
    return subscriptions(session);
  }

  private XmlElement removeSubscription(ClientSession session, XmlElement command) {
    session.unsubscribe(parse(command));
    return subscriptions(session);
  }

  private static XmlElement subscriptions(ClientSession session) {
    return cmd("event", session.subscriptionList());
  }

  private static List<Subscription> parse(XmlElement list) {
    List<Subscription> parsed = new ArrayList<>();
    list.childrenNamed("Subscription").map(Subscription::parse).forEach(parsed::add);
    return parsed;
  }
}
