package ishmael.gateway.admin.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages to lines and back. Any thread. Source: docs/admin-protocol.md, Grammar. */
public final class Codec {
  /** Objects and arrays inside each other. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_METHOD = 64;
  private static final int MAX_ID = 64;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Codec() {}

  /**
   * Reads a line, without its end. Whatever is wrong with it is a {@link Message.Failure} that can
   * be sent back; a failure that the peer tells is one too.
   */
  public static Message read(byte[] line) {
    JsonNode node;
    try {
      node = JSON.readTree(text(line));
    } catch (CharacterCodingException e) {
      return failure(null, ErrorCode.PARSE, "The line is not UTF-8; send UTF-8.");
    } catch (JsonProcessingException e) {
      return failure(null, ErrorCode.PARSE, "The line is no JSON: " + reason(e));
    }
    if (node.isArray()) {
      return failure(
          null, ErrorCode.INVALID_REQUEST, "Batches are not served; send one object a line.");
    }
    return node instanceof ObjectNode object
        ? message(object)
        : failure(null, ErrorCode.INVALID_REQUEST, "A request is an object.");
  }

  private static String text(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
  }

  private static String reason(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("it can not be understood");
    String bounded = first.length() > 120 ? first.substring(0, 120) + "…" : first;
    return e.getLocation() == null
        ? bounded + "."
        : bounded + " (column " + e.getLocation().getColumnNr() + ").";
  }

  private static Message message(ObjectNode object) {
    JsonNode id = object.get("id");
    if (id != null && !isId(id) && !(id.isNull() && object.has("error"))) {
      String sentence = "id is a text of at most 64 characters or an integer.";
      return failure(null, ErrorCode.INVALID_REQUEST, sentence);
    }
    if (!object.path("jsonrpc").asText("").equals("2.0")) {
      return failure(id, ErrorCode.INVALID_REQUEST, "jsonrpc must be \"2.0\".");
    }
    if (object.has("error")) {
      return told(id, object.path("error"));
    }
    JsonNode result = object.get("result");
    if (result != null && id != null) {
      return new Message.Result(id, result);
    }
    return asked(id, object);
  }

  private static boolean isId(JsonNode id) {
    return id.isTextual() ? id.textValue().length() <= MAX_ID : id.isInt() || id.isLong();
  }

  private static Message asked(@Nullable JsonNode id, ObjectNode object) {
    JsonNode method = object.path("method");
    if (!method.isTextual() || method.textValue().length() > MAX_METHOD) {
      String sentence = "method is a text of at most 64 characters.";
      return failure(id, ErrorCode.INVALID_REQUEST, sentence);
    }
    JsonNode params = object.path("params");
    if (!params.isMissingNode() && !params.isObject()) {
      String sentence = "params is an object: parameters have names.";
      return failure(id, ErrorCode.INVALID_PARAMS, sentence);
    }
    ObjectNode named = params instanceof ObjectNode given ? given : NODES.objectNode();
    return id == null
        ? new Message.Notification(method.textValue(), named)
        : new Message.Request(id, method.textValue(), named);
  }

  private static Message told(@Nullable JsonNode id, JsonNode error) {
    List<String> near = new ArrayList<>();
    error.path("data").path("near").forEach(one -> near.add(one.asText()));
    RpcException told =
        new RpcException(error.path("code").asInt(), error.path("message").asText(""), near);
    return new Message.Failure(Optional.ofNullable(id).filter(one -> !one.isNull()), told);
  }

  private static Message failure(@Nullable JsonNode id, ErrorCode code, String sentence) {
    return new Message.Failure(Optional.ofNullable(id), new RpcException(code, sentence));
  }

  /** Returns the line of a message, with its end. */
  public static byte[] line(Message message) {
    ObjectNode object = NODES.objectNode();
    object.put("jsonrpc", "2.0");
    message
        .<Runnable>fold(
            request ->
                () -> {
                  object.set("id", request.id());
                  object.put("method", request.method()).set("params", request.params());
                },
            notification ->
                () ->
                    object
                        .put("method", notification.method())
                        .set("params", notification.params()),
            result ->
                () -> {
                  object.set("id", result.id());
                  object.set("result", result.value());
                },
            failure -> () -> error(object, failure))
        .run();
    // Jackson escapes control characters, so the only line end is the one added here.
    return (object.toString() + '\n').getBytes(StandardCharsets.UTF_8);
  }

  private static void error(ObjectNode object, Message.Failure failure) {
    object.set("id", failure.id().orElse(NullNode.instance));
    ObjectNode error = object.putObject("error");
    error.put("code", failure.error().code()).put("message", failure.error().sentence());
    if (!failure.error().near().isEmpty()) {
      ArrayNode near = error.putObject("data").putArray("near");
      failure.error().near().forEach(near::add);
    }
  }
}
