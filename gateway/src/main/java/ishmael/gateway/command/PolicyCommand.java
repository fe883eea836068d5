package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ishmael policy}. */
@Command(
    name = "policy",
    description =
        "Shows the policy, or changes it: in force at once, and kept in the settings file.")
final class PolicyCommand extends AdminTask {
  @Parameters(
      arity = "0..1",
      paramLabel = "own|claim|open",
      description = "Whom a line obeys: its owner, the first session that uses it, everybody.")
  private @Nullable String policy;

  @Option(
      names = "--unknown-callers",
      paramLabel = "allow|deny",
      description = "Requests of which nobody can tell whose they are.")
  private @Nullable String unknownCallers;

  @Option(
      names = "--domains",
      paramLabel = "DOMAIN",
      split = ",",
      description = "Whose accounts own the line of the same name; an empty text for any domain.")
  private @Nullable List<String> domains;

  @Option(
      names = "--administrators",
      paramLabel = "ACCOUNT",
      split = ",",
      description = "Accounts that may use every line; an empty text for none.")
  private @Nullable List<String> administrators;

  PolicyCommand(GatewayCommand gateway) {
    super(gateway);
  }

  @Override
  void run(AdminClient client) throws RpcException, IOException, InterruptedException {
    ObjectNode params = params();
    put(params, "policy", policy);
    put(params, "unknownCallers", unknownCallers);
    put(params, "domains", domains);
    put(params, "administrators", administrators);
    JsonNode result = client.call(params.isEmpty() ? "policy.get" : "policy.set", params);
    show(result, text().policy(result));
  }

  private static void put(ObjectNode params, String name, @Nullable String text) {
    if (text != null) {
      params.put(name, text);
    }
  }

  private static void put(ObjectNode params, String name, @Nullable List<String> texts) {
    if (texts != null) {
      ArrayNode array = params.putArray(name);
      texts.stream().filter(text -> !text.isBlank()).forEach(array::add);
    }
  }
}
