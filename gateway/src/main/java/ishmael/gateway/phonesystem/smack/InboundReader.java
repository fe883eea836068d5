package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaError;
import org.jxmpp.jid.Jid;

/** Turns Smack's stanzas into our values. */
final class InboundReader {
  /** The resource whose presence mirrors the telephone. */
  private static final String PHONE = "phone";

  private static final QName CMD = new QName(Cmd.NAMESPACE, Cmd.NAME);

  private final String account;
  private final String domain;

  InboundReader(String account, String domain) {
    this.account = account;
    this.domain = domain;
  }

  List<Inbound> read(Stanza stanza) {
    if (stanza instanceof BrokenStanza broken) {
      return List.of(broken.notice());
    }
    if (stanza instanceof IQ iq) {
      return List.of(answer(iq));
    }
    if (stanza instanceof Message message) {
      return told(message);
    }
    return stanza instanceof Presence presence
        ? List.of(presence(presence))
        : List.of(new Inbound.Nothing());
  }

  /** Says whether a roster push comes from our own account. Source: RFC 6121, section 2.1.6. */
  boolean own(IQ push) {
    Jid from = push.getFrom();
    return from == null || isAccount(from);
  }

  private Inbound answer(IQ iq) {
    String id = Optional.ofNullable(iq.getStanzaId()).orElse("");
    StanzaError error = iq.getError();
    if (iq.getType() == IQ.Type.error || error != null) {
      return error == null
          ? new Inbound.Refusal(id, "undefined-condition", "")
          : new Inbound.Refusal(
              id,
              error.getCondition().toString(),
              Optional.ofNullable(error.getDescriptiveText()).orElse(""));
    }
    return iq instanceof ElementIq known
        ? answer(id, known)
        : new Inbound.Answer(id, PhoneSystemAnswer.nothing());
  }

  private Inbound answer(String id, ElementIq iq) {
    return switch (iq.getChildElementNamespace()) {
      case Cmd.NAMESPACE -> new Inbound.Answer(id, PhoneSystemAnswer.parse(iq.child()));
      case RosterItem.NAMESPACE -> new Inbound.Roster(id, RosterItem.parse(iq.child(), domain));
      default -> new Inbound.Answer(id, PhoneSystemAnswer.nothing());
    };
  }

  /**
   * Events count only if no other user sent them: anybody on the server may send us a message, and
   * an invented call must not appear on a line.
   */
  private List<Inbound> told(Message message) {
    List<Inbound> events =
        message.getExtensions(CMD).stream()
            .filter(CmdExtension.class::isInstance)
            .map(CmdExtension.class::cast)
            .map(extension -> (Inbound) new Inbound.Told(extension.event()))
            .toList();
    if (events.isEmpty() || message.getType() == Message.Type.error) {
      return List.of(new Inbound.Nothing());
    }
    Jid from = message.getFrom();
    return from == null || isServer(from) || isAccount(from)
        ? events
        : List.of(new Inbound.Foreign(from.toString()));
  }

  private boolean isServer(Jid from) {
    String itsDomain = from.getDomain().toString();
    return from.getLocalpartOrNull() == null
        && (itsDomain.equalsIgnoreCase(domain)
            || itsDomain.toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT)));
  }

  private boolean isAccount(Jid from) {
    return from.getLocalpartOrNull() != null
        && from.getLocalpartOrNull().toString().equalsIgnoreCase(account)
        && from.getDomain().toString().equalsIgnoreCase(domain);
  }

  private Inbound presence(Presence presence) {
    Jid from = presence.getFrom();
    if (from == null
        || from.getLocalpartOrNull() == null
        || from.getResourceOrNull() == null
        || !PHONE.contentEquals(from.getResourceOrNull())
        || !from.getDomain().toString().equalsIgnoreCase(domain)) {
      return new Inbound.Nothing();
    }
    UserName user = new UserName(from.getLocalpartOrNull().toString());
    return switch (presence.getType()) {
      case available ->
          new Inbound.Seen(
              new PhonePresence(
                  user,
                  presence.getMode() == Presence.Mode.dnd ? PhoneState.IN_CALL : PhoneState.FREE));
      case unavailable -> new Inbound.Seen(new PhonePresence(user, PhoneState.UNAVAILABLE));
      default -> new Inbound.Nothing();
    };
  }
}
