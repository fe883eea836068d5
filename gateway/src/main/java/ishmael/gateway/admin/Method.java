package ishmael.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import ishmael.gateway.admin.rpc.Params;
import ishmael.gateway.admin.rpc.RpcException;

/** Something that an admin program can ask for. Any thread; takes a few seconds at most. */
@FunctionalInterface
interface Method {
  /**
   * Does what is asked; returns the result.
   *
   * @throws RpcException if it can not be done
   */
  JsonNode call(Params params, AdminPeer peer) throws RpcException, InterruptedException;
}
