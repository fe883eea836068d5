package ishmael.tsp.frame;

/** Everybody who has to do with a call, by the roles of LINECALLINFO. */
public record Parties(
    Party caller, Party called, Party connected, Party redirection, Party redirecting) {
  /** Nothing is known of anybody. */
  public static final Parties UNKNOWN =
      new Parties(Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN, Party.UNKNOWN);

  int size() {
    return caller.size()
        + called.size()
        + connected.size()
        + redirection.size()
        + redirecting.size();
  }

  static Parties read(FrameInput in) throws MalformedFrameException {
    return new Parties(
        Party.read(in), Party.read(in), Party.read(in), Party.read(in), Party.read(in));
  }

  void write(FrameOutput out) {
    caller.write(out);
    called.write(out);
    connected.write(out);
    redirection.write(out);
    redirecting.write(out);
  }
}
