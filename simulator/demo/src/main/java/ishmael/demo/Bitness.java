package ishmael.demo;

/** Which Windows: the telephony service and its providers have the bitness of the system. */
enum Bitness {
  /** A 64-bit Windows. */
  X64,
  /** A 32-bit Windows. */
  X86;

  /** Returns the folder of what is built for it. */
  String folder() {
    return this == X64 ? "x64" : "x86";
  }
}
