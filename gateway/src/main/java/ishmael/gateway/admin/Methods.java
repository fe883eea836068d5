package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedMap;
import ishmael.gateway.admin.rpc.ErrorCode;
import ishmael.gateway.admin.rpc.Message;
import ishmael.gateway.admin.rpc.Params;
import ishmael.gateway.admin.rpc.RpcException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All methods by name, and the answer to each message. Any thread. */
final class Methods {
  /** Counted up when a method's parameters or result change so that old clients break. */
  static final int PROTOCOL = 1;

  private static final Logger LOG = System.getLogger(Methods.class.getName());

  private final Map<String, Method> methods;

  /** Serves these methods, and {@code gateway.hello}. */
  Methods(String version, List<Map<String, Method>> groups) {
    ImmutableSortedMap.Builder<String, Method> all = ImmutableSortedMap.naturalOrder();
    all.put("gateway.hello", (params, peer) -> hello(version, params));
    groups.forEach(all::putAll);
    methods = all.buildOrThrow();
  }

  private JsonNode hello(String version, Params params) throws RpcException {
    params.finish();
    ObjectNode hello = JsonNodeFactory.instance.objectNode();
    hello.put("name", "Ishmael gateway").put("version", version).put("protocol", PROTOCOL);
    ArrayNode names = hello.putArray("methods");
    methods.keySet().forEach(names::add);
    return hello;
  }

  /** Returns what is sent back, if anything is: notifications and answers of the peer are not. */
  Optional<Message> answer(Message message, AdminPeer peer) throws InterruptedException {
    if (message instanceof Message.Request request) {
      return Optional.of(answer(request, peer));
    }
    return message instanceof Message.Failure ? Optional.of(message) : Optional.empty();
  }

  private Message answer(Message.Request request, AdminPeer peer) throws InterruptedException {
    try {
      Method method = methods.get(request.method());
      if (method == null) {
        throw new RpcException(
            ErrorCode.METHOD_NOT_FOUND,
            "There is no method " + request.method() + "; gateway.hello names all.");
      }
      Params params = new Params(request.params());
      return new Message.Result(request.id(), method.call(params, peer));
    } catch (RpcException e) {
      return new Message.Failure(Optional.of(request.id()), e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The request " + request.method() + " of an admin has failed.", e);
      return new Message.Failure(
          Optional.of(request.id()),
          new RpcException(ErrorCode.INTERNAL, "The gateway has failed; its log says more."));
    }
  }
}
