package ishmael.bench;

/** A part of the phone system's measurements. */
enum Part {
  DECODE,
  DIRECTORY,
  EVENTS
}
