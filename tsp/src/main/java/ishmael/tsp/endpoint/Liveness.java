package ishmael.tsp.endpoint;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Decides when one connection needs a PING and when it is dead. Times are System.nanoTime. */
final class Liveness {
  private final EndpointSettings settings;

  @GuardedBy("this")
  private Phase phase = Phase.HANDSHAKE;

  @GuardedBy("this")
  private long phaseStart;

  @GuardedBy("this")
  private long lastHeard;

  @GuardedBy("this")
  private long lastPing;

  /** What to do about a connection. */
  enum Verdict {
    FINE,
    PING,
    HANDSHAKE_LATE,
    SILENT,
    REFUSED_LONG_AGO
  }

  private enum Phase {
    HANDSHAKE,
    REFUSED,
    OPEN
  }

  Liveness(EndpointSettings settings, long now) {
    this.settings = settings;
    phaseStart = now;
  }

  /** The peer was refused and should close. */
  synchronized void refused(long now) {
    phase = Phase.REFUSED;
    phaseStart = now;
  }

  /** READY has come: from now on both ends keep each other awake, before WELCOME as well. */
  synchronized void ready(long now) {
    phase = Phase.OPEN;
    lastHeard = now;
    lastPing = now;
  }

  synchronized void heard(long now) {
    lastHeard = now;
  }

  synchronized Verdict check(long now) {
    if (phase == Phase.HANDSHAKE || phase == Phase.REFUSED) {
      Verdict late = phase == Phase.REFUSED ? Verdict.REFUSED_LONG_AGO : Verdict.HANDSHAKE_LATE;
      return now - phaseStart > settings.handshake().toNanos() ? late : Verdict.FINE;
    }
    if (now - lastHeard > settings.silence().toNanos()) {
      return Verdict.SILENT;
    }
    if (now - lastPing >= settings.ping().toNanos()) {
      lastPing = now;
      return Verdict.PING;
    }
    return Verdict.FINE;
  }
}
