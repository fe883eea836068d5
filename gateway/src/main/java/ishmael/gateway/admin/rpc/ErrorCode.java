package ishmael.gateway.admin.rpc;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a request failed. Codes below zero are those of JSON-RPC 2.0, section 5.1; the others are
 * ours. Source: docs/admin-protocol.md, Errors.
 */
public enum ErrorCode {
  /** The line is no JSON, or too long. */
  PARSE(-32700),
  /** The line is JSON, but no request. */
  INVALID_REQUEST(-32600),
  /** There is no such method. */
  METHOD_NOT_FOUND(-32601),
  /** The method does not take that. */
  INVALID_PARAMS(-32602),
  /** The gateway failed; its log says more. */
  INTERNAL(-32603),
  /** Too many programs are connected. */
  CROWDED(1),
  /** The gateway did not answer in time. */
  LATE(2),
  /** No line has that name, extension or id. */
  UNKNOWN_LINE(3),
  /** Nobody holds the line. */
  NOT_HELD(4),
  /** The phone system has no such user. */
  UNKNOWN_USER(5),
  /** The table has no such row. */
  NOT_IN_TABLE(6),
  /** The settings could not be written, so nothing was changed. */
  NOT_KEPT(7);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /** Returns the number on the wire. */
  public int code() {
    return code;
  }

  /** Returns the error of a number, if this version knows it. */
  public static Optional<ErrorCode> of(int code) {
    return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
  }
}
