package ishmael.tsp.frame;

/** Security identifiers in text form. Source: [MS-DTYP] 2.4.2. */
final class Sids {
  private static final int HEADER = 8;

  private Sids() {}

  static String text(Octets sid) {
    if (sid.at(0) != 1 || sid.size() != HEADER + 4 * sid.at(1)) {
      throw new IllegalArgumentException(sid + " is no SID of revision 1");
    }
    StringBuilder text = new StringBuilder("S-1-").append(authority(sid));
    for (int at = HEADER; at < sid.size(); at += 4) {
      text.append('-').append(subAuthority(sid, at));
    }
    return text.toString();
  }

  /** Six octets, greatest first; hexadecimal once it needs more than 32 bits. */
  private static String authority(Octets sid) {
    long value = 0;
    for (int at = 2; at < HEADER; at++) {
      value = value << 8 | sid.at(at);
    }
    return value < 1L << 32 ? Long.toString(value) : String.format("0x%012x", value);
  }

  private static long subAuthority(Octets sid, int at) {
    return sid.at(at)
        | (long) sid.at(at + 1) << 8
        | (long) sid.at(at + 2) << 16
        | (long) sid.at(at + 3) << 24;
  }
}
