package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ishmael map}. */
@Command(
    name = "map",
    description =
        "Shows which Windows accounts own which lines by the table. Accounts that are not in it own"
            + " the line of the user of the same name.")
final class MapCommand extends AdminTask {
  private MapCommand(GatewayCommand gateway) {
    super(gateway);
  }

  static CommandLine line(GatewayCommand gateway) {
    CommandLine line = new CommandLine(new MapCommand(gateway));
    line.addSubcommand("add", new Add(gateway));
    line.addSubcommand("remove", new Remove(gateway));
    return line;
  }

  @Override
  void run(AdminClient client) throws RpcException, IOException, InterruptedException {
    JsonNode result = client.call("map.list", params());
    show(result, text().map(result));
  }

  private abstract static class Change extends AdminTask {
    private final String method;

    @Parameters(
        index = "0",
        paramLabel = "ACCOUNT",
        description = "DOMAIN\\name, DOMAIN\\*, name, name@dns.domain, *@dns.domain or a SID.")
    private String account = "";

    Change(GatewayCommand gateway, String method) {
      super(gateway);
      this.method = method;
    }

    abstract List<String> users();

    @Override
    final void run(AdminClient client) throws RpcException, IOException, InterruptedException {
      ObjectNode params = params().put("account", account);
      ArrayNode names = params.putArray("users");
      users().forEach(names::add);
      JsonNode result = client.call(method, params);
      show(result, text().map(result));
    }
  }

  @Command(name = "add", description = "Gives an account the lines of users, beside those it has.")
  private static final class Add extends Change {
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "USER")
    private List<String> users = List.of();

    Add(GatewayCommand gateway) {
      super(gateway, "map.add");
    }

    @Override
    List<String> users() {
      return users;
    }
  }

  @Command(name = "remove", description = "Takes the lines of users from an account, or all.")
  private static final class Remove extends Change {
    @Parameters(index = "1..*", arity = "0..*", paramLabel = "USER")
    private List<String> users = List.of();

    Remove(GatewayCommand gateway) {
      super(gateway, "map.remove");
    }

    @Override
    List<String> users() {
      return users;
    }
  }
}
