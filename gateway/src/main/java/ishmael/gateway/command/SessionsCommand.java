package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code ishmael sessions}. */
@Command(
    name = "sessions",
    description = "Lists the Windows sessions, the lines they own and the line each holds.")
final class SessionsCommand extends AdminTask {
  SessionsCommand(GatewayCommand gateway) {
    super(gateway);
  }

  @Override
  void run(AdminClient client) throws RpcException, IOException, InterruptedException {
    JsonNode result = client.call("sessions.list", params());
    show(result, text().sessions(result));
  }
}
