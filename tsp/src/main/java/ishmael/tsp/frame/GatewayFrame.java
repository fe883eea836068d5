package ishmael.tsp.frame;

/** A frame that only the gateway sends. */
public sealed interface GatewayFrame extends Frame
    permits Welcome, Refused, Snapshot, SnapshotEnd, LineFrame, LineGone, CallFrame, Answer, Ping {}
