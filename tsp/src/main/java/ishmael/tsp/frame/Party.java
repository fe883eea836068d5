package ishmael.tsp.frame;

/**
 * One party of a call.
 *
 * @param flags LINECALLPARTYID_ bits: what is known of number and name
 */
public record Party(int flags, String number, String name) {
  /** Nothing is known: LINECALLPARTYID_UNKNOWN. */
  public static final Party UNKNOWN = new Party(0x20, "", "");

  /** Checks the texts. */
  public Party {
    FrameText.check("a party's number", number);
    FrameText.check("a party's name", name);
  }

  int size() {
    return 8 + 2 * (number.length() + name.length());
  }

  static Party read(FrameInput in) throws MalformedFrameException {
    return new Party(in.u32(), in.text(), in.text());
  }

  void write(FrameOutput out) {
    out.u32(flags);
    out.text(number);
    out.text(name);
  }
}
