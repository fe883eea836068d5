package ishmael.linemapper;

import org.jspecify.annotations.Nullable;

/** A call that a program makes or picks up and whose channel has yet to appear. */
final class Expected {
  /** How the call comes about. */
  enum Kind {
    DIAL,
    PICKUP
  }

  final Kind kind;
  final Call call;

  /** The number dialled, or the extension that rings. */
  final String number;

  /** Who calls the extension that rings, empty if that is not known. */
  final Party source;

  final RequestKey key;

  /** Whether the request has succeeded. */
  boolean settled;

  /** Whether the program dropped the call before its channel was known. */
  boolean doomed;

  Deadlines.@Nullable Timer window;

  Expected(Kind kind, Call call, String number, Party source, RequestKey key) {
    this.kind = kind;
    this.call = call;
    this.number = number;
    this.source = source;
    this.key = key;
  }
}
