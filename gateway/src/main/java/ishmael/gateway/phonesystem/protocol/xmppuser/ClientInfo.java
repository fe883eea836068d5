package ishmael.gateway.phonesystem.protocol.xmppuser;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import java.util.List;

/** The command xmppuser.ClientInfo: who we are and what we want to hear; the first after login. */
public record ClientInfo(
    String os, String osUser, String clientVersion, List<Subscription> subscriptions) {

  /** Copies the list. */
  public ClientInfo {
    subscriptions = List.copyOf(subscriptions);
  }

  /** Returns the command. */
  public Element toElement() {
    return Cmd.of(
        "xmppuser",
        Element.of("ClientInfo")
            .containing(
                Element.of("os", os),
                Element.of("osUser", osUser),
                Element.of("clientVersion", clientVersion),
                Element.of("user"),
                Element.of("jid"),
                Element.of("clientIp"),
                Subscription.list(subscriptions)));
  }
}
