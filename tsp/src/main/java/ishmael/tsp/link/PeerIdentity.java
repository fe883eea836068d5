package ishmael.tsp.link;

/**
 * Who is at the other end, as the operating system vouches for it.
 *
 * @param account the SID on Windows, elsewhere the user's name
 * @param session the session id of the terminal server; 0 elsewhere
 * @param limited whether the other end allows us no more than to learn who it is. A program that
 *     was talked into opening the pipe as if it were a file allows more than that
 */
public record PeerIdentity(String account, int session, boolean limited) {}
