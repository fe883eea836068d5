package ishmael.gateway.admin.rpc;

import java.util.List;

/** A request that failed; the message is one sentence for people that says what to do. */
public final class RpcException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final transient List<String> near;

  /** Makes an error of ours. */
  public RpcException(ErrorCode code, String message) {
    this(code.code(), message, List.of());
  }

  /**
   * Makes an error with what was perhaps meant.
   *
   * @param near names that are like the one that is wrong
   */
  public RpcException(ErrorCode code, String message, List<String> near) {
    this(code.code(), message, near);
  }

  RpcException(int code, String message, List<String> near) {
    super(message);
    this.code = code;
    this.near = List.copyOf(near);
  }

  /** Returns the code on the wire; one of {@link ErrorCode} unless the peer is newer. */
  public int code() {
    return code;
  }

  /** Returns what was perhaps meant. */
  public List<String> near() {
    return near;
  }

  /** Returns the sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
