package ishmael.gateway.tapi;

/**
 * A version of TAPI, as the high and low word of a number.
 *
 * @param number 0x00020002 is 2.2
 */
record ApiVersion(int number) {
  static final ApiVersion LOWEST = new ApiVersion(0x00010003);
  static final ApiVersion HIGHEST = new ApiVersion(0x00020002);

  boolean atLeast(int other) {
    return Integer.compareUnsigned(number, other) >= 0;
  }

  @Override
  public String toString() {
    return (number >>> 16) + "." + (number & 0xFFFF);
  }
}
