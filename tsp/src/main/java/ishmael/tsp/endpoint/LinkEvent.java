package ishmael.tsp.endpoint;

/** What the gateway's end of the line protocol counts. */
public enum LinkEvent {
  /** A connection arrived. */
  CONNECTION,
  /** A peer was welcomed. */
  WELCOMED,
  /** A connection was closed unheard, as too many were open. */
  CROWDED,
  /** A peer was refused, for whatever reason. */
  REFUSED,
  /** The system does not vouch for the other end. */
  NOT_ALLOWED,
  /** A frame broke the grammar or came out of order. */
  MALFORMED,
  /** A frame's length was out of range; also counted as {@link #MALFORMED}. */
  BAD_LENGTH,
  /** A frame of a later protocol version was ignored. */
  UNKNOWN_FRAME,
  /** The handshake took too long. */
  HANDSHAKE_LATE,
  /** A peer was silent for too long. */
  SILENT,
  /** A peer did not read, and its queue was full. */
  OVERFLOW,
  /** Accepting a connection failed. */
  ACCEPT_FAILED,
  /** A frame came in. */
  FRAME_IN,
  /** A frame went out. */
  FRAME_OUT
}
