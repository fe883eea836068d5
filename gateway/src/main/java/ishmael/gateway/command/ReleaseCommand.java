package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ishmael release}. */
@Command(
    name = "release",
    description = "Takes a line from the session that holds it; calls on it go on.")
final class ReleaseCommand extends AdminTask {
  @Parameters(
      paramLabel = "LINE",
      description = "The user, the extension or the permanent id of the line.")
  private String line = "";

  ReleaseCommand(GatewayCommand gateway) {
    super(gateway);
  }

  @Override
  void run(AdminClient client) throws RpcException, IOException, InterruptedException {
    JsonNode result = client.call("lines.release", params().put("line", line));
    show(result, text().ended(result));
  }
}
