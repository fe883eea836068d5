package ishmael.gateway.admin.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/** One line. Source: JSON-RPC 2.0, sections 4 and 5. */
public sealed interface Message {
  /**
   * Asks for something; the answer has the same id.
   *
   * @param id a text or an integer
   */
  record Request(JsonNode id, String method, ObjectNode params) implements Message {}

  /** Tells something; there is no answer. */
  record Notification(String method, ObjectNode params) implements Message {}

  /** What came of a request. */
  record Result(JsonNode id, JsonNode value) implements Message {}

  /**
   * Why a request failed.
   *
   * @param id nothing if it could not be read
   */
  record Failure(Optional<JsonNode> id, RpcException error) implements Message {}

  /** Calls the function that belongs to this message. */
  default <R> R fold(
      Function<Request, R> onRequest,
      Function<Notification, R> onNotification,
      Function<Result, R> onResult,
      Function<Failure, R> onFailure) {
    if (this instanceof Request request) {
      return onRequest.apply(request);
    }
    if (this instanceof Notification notification) {
      return onNotification.apply(notification);
    }
    return this instanceof Result result ? onResult.apply(result) : onFailure.apply((Failure) this);
  }
}
