package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ishmael lines}. */
@Command(name = "lines", description = "Lists the lines, whom they belong to and who holds them.")
final class LinesCommand extends AdminTask {
  @Option(
      names = "--watch",
      description = "Lists them again whenever lines, holders or the policy change, until CTRL-C.")
  private boolean watch;

  LinesCommand(GatewayCommand gateway) {
    super(gateway);
  }

  @Override
  void run(AdminClient client) throws RpcException, IOException, InterruptedException {
    if (watch) {
      client.call("isolation.subscribe", params());
    }
    list(client);
    while (watch) {
      client.awaitNotice();
      tell("");
      list(client);
    }
  }

  private void list(AdminClient client) throws RpcException, IOException, InterruptedException {
    JsonNode result = client.call("lines.list", params());
    show(result, text().lines(result));
  }
}
