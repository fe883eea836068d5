package ishmael.gateway.phonesystem.smack;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.XmlEnvironment;

/**
 * A stanza on its way out; it is sent or withdrawn, never both. Smack has a queue of its own behind
 * ours: only when its writer turns the stanza into text is it decided, so that what was withdrawn
 * or is too late leaves as a blank, which means nothing between stanzas. Source: RFC 6120, 4.6.1.
 */
final class Outgoing implements Nonza {
  private enum State {
    WAITING,
    SENT,
    WITHDRAWN
  }

  private final Stanza stanza;
  private final long madeAt = System.nanoTime();
  private final long limitNanos;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  /** Makes a stanza that may be sent within the limit only. */
  Outgoing(Stanza stanza, Duration limit) {
    this.stanza = stanza;
    this.limitNanos = limit.toNanos();
  }

  Stanza stanza() {
    return stanza;
  }

  /** Says whether it may still be sent. */
  boolean waiting() {
    return state.get() == State.WAITING;
  }

  /** Takes it back; false if it is on the wire already. */
  boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN);
  }

  /** Says whether it may be sent now; from then on the server may have got it. */
  boolean begin() {
    if (System.nanoTime() - madeAt >= limitNanos) {
      withdraw();
    }
    return state.compareAndSet(State.WAITING, State.SENT);
  }

  @Override
  public CharSequence toXML(XmlEnvironment environment) {
    if (!begin()) {
      return " ";
    }
    XmppTrace.out(stanza);
    return stanza.toXML(environment);
  }

  @Override
  public String getElementName() {
    return stanza.getElementName();
  }

  @Override
  public String getNamespace() {
    return stanza.getNamespace();
  }
}
