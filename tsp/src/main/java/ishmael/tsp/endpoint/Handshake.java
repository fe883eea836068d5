package ishmael.tsp.endpoint;

import ishmael.tsp.frame.CallFrame;
import ishmael.tsp.frame.Frame;
import ishmael.tsp.frame.HeldCall;
import ishmael.tsp.frame.Hello;
import ishmael.tsp.frame.MalformedFrameException;
import ishmael.tsp.frame.MalformedFrameException.Flaw;
import ishmael.tsp.frame.Ready;
import ishmael.tsp.frame.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** HELLO, HELD_CALL …, READY: what a peer says first. Source: docs/line-protocol.md, Order. */
final class Handshake {
  /** The one version of the protocol that there is. */
  static final int VERSION = 1;

  private final Incoming incoming;
  private final boolean allowed;
  private final EndpointSettings settings;

  /** A peer that may be welcomed. */
  record Introduced(Hello hello, int version, List<CallFrame> held) {}

  /** Tells a peer that it is not taken. */
  interface Refuser {
    void refuse(Refusal refusal, String reason) throws IOException;
  }

  Handshake(Incoming incoming, boolean allowed, EndpointSettings settings) {
    this.incoming = incoming;
    this.allowed = allowed;
    this.settings = settings;
  }

  /**
   * Hears the peer out.
   *
   * @param seat takes a place among the welcome peers, if there is one
   * @return nothing if the peer was refused
   * @throws MalformedFrameException if it broke the grammar; it was refused then
   */
  Optional<Introduced> run(BooleanSupplier seat, Refuser refuser) throws IOException {
    try {
      return introduced(seat, refuser);
    } catch (MalformedFrameException reason) {
      Refusal refusal = reason.flaw() == Flaw.BAD_MAGIC ? Refusal.BAD_MAGIC : Refusal.MALFORMED;
      try {
        refuser.refuse(refusal, String.valueOf(reason.getMessage()));
      } catch (IOException gone) {
        reason.addSuppressed(gone);
      }
      throw reason;
    }
  }

  private Optional<Introduced> introduced(BooleanSupplier seat, Refuser refuser)
      throws IOException {
    if (!allowed) {
      refuser.refuse(Refusal.NOT_ALLOWED, "the process at the other end is somebody else's");
      return Optional.empty();
    }
    Hello hello = hello();
    if (hello.lowest() > VERSION || hello.highest() < VERSION) {
      refuser.refuse(
          Refusal.NO_COMMON_VERSION,
          "the gateway speaks version 1, the peer "
              + (hello.lowest() + " … " + hello.highest())
              + "; install DLL and gateway of the same release");
      return Optional.empty();
    }
    if (!seat.getAsBoolean()) {
      refuser.refuse(Refusal.TOO_MANY_PEERS, settings.maxPeers() + " peers are connected");
      return Optional.empty();
    }
    return Optional.of(new Introduced(hello, VERSION, held(hello)));
  }

  private Hello hello() throws IOException {
    Frame first = next(false);
    if (first instanceof Hello hello) {
      return hello;
    }
    throw new MalformedFrameException(Flaw.ORDER, first.type() + " before HELLO");
  }

  private List<CallFrame> held(Hello hello) throws IOException {
    List<CallFrame> held = new ArrayList<>();
    boolean later = hello.highest() > VERSION;
    Frame frame = next(later);
    while (frame instanceof HeldCall one) {
      if (held.size() == settings.maxHeldCalls()) {
        throw new MalformedFrameException(Flaw.ORDER, "too many HELD_CALL frames");
      }
      held.add(one.call());
      frame = next(later);
    }
    if (!(frame instanceof Ready)) {
      throw new MalformedFrameException(Flaw.ORDER, frame.type() + " before READY");
    }
    return List.copyOf(held);
  }

  private Frame next(boolean later) throws IOException {
    return incoming
        .next(later)
        .orElseThrow(() -> new EOFException("it closed the connection in the handshake"));
  }
}
