package ishmael.gateway.phonesystem.smack;

import java.util.concurrent.atomic.AtomicReference;
import org.jivesoftware.smack.packet.Stanza;

/** A stanza on its way out; it is sent or withdrawn, never both. */
final class Outgoing {
  private enum State {
    WAITING,
    SENT,
    WITHDRAWN
  }

  private final Stanza stanza;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Outgoing(Stanza stanza) {
    this.stanza = stanza;
  }

  Stanza stanza() {
    return stanza;
  }

  /** Says whether it may be sent now; from then on the server may have got it. */
  boolean begin() {
    return state.compareAndSet(State.WAITING, State.SENT);
  }

  /** Takes it back; false if it is on the wire already. */
  boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN);
  }
}
