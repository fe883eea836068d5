package ishmael.tsp.frame;

/** A frame that only a peer sends. */
public sealed interface PeerFrame extends Frame permits Hello, HeldCall, Ready, Request, Pong {}
