package ishmael.gateway.admin.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The parameters of a request. Each read takes one; {@link #finish} refuses what nobody took, so
 * that a misspelt name is not passed over.
 */
public final class Params {
  private static final int MAX_TEXT = 512;
  private static final int MAX_SHOWN = 60;
  private static final int MAX_TEXTS = 4_096;

  private final ObjectNode left;

  /** Takes the parameters of a request. */
  public Params(ObjectNode params) {
    this.left = params.deepCopy();
  }

  /** Takes a text that must be there. */
  public String text(String name) throws RpcException {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      throw wrong(name + " is missing.");
    }
    return text.get();
  }

  /** Takes a text, if it is there. */
  public Optional<String> optionalText(String name) throws RpcException {
    JsonNode node = left.remove(name);
    return node == null ? Optional.empty() : Optional.of(text(name, node));
  }

  /** Takes a list of texts, if it is there. */
  public Optional<List<String>> optionalTexts(String name) throws RpcException {
    JsonNode node = left.remove(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isArray() || node.size() > MAX_TEXTS) {
      throw wrong(name + " is a list of at most " + MAX_TEXTS + " texts.");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : node) {
      texts.add(text(name, one));
    }
    return Optional.of(texts);
  }

  private static String text(String name, JsonNode node) throws RpcException {
    if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > MAX_TEXT) {
      throw wrong(name + " must be text, 1 to " + MAX_TEXT + " characters.");
    }
    return node.textValue();
  }

  /** Refuses what is left. */
  public void finish() throws RpcException {
    if (!left.isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      left.fieldNames().forEachRemaining(names::add);
      String all = String.join(", ", names);
      String shown = all.length() > MAX_SHOWN ? all.substring(0, MAX_SHOWN) + "…" : all;
      throw wrong("This method has no parameter " + shown + ".");
    }
  }

  /** Makes the error for parameters that can not be. */
  public static RpcException wrong(String sentence) {
    return new RpcException(ErrorCode.INVALID_PARAMS, sentence);
  }
}
