package ishmael.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.settings.SettingsException;
import ishmael.tsp.link.LocalClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the running gateway. */
@Command(
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the gateway refused it; nothing was changed, unless it says so",
      "2:the command line is wrong",
      "3:the settings need an admin",
      "5:the gateway is not running, or does not let this account in"
    })
abstract class AdminTask implements Callable<Integer> {
  private final GatewayCommand gateway;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Prints the gateway's answer, for programs.")
  private boolean json;

  AdminTask(GatewayCommand gateway) {
    this.gateway = gateway;
  }

  @Override
  public final Integer call() throws SettingsException, InterruptedException {
    LocalClient place = gateway.adminPlace();
    try (AdminClient client = AdminClient.connect(place)) {
      run(client);
      return ExitCode.DONE.code();
    } catch (RpcException e) {
      complain(e.sentence() + suggestion(e.near()));
      return ExitCode.FAILED.code();
    } catch (IOException e) {
      complain(reason(e));
      return ExitCode.UNREACHABLE.code();
    }
  }

  private static String suggestion(List<String> near) {
    return near.isEmpty() ? "" : " Perhaps: " + String.join(", ", near) + ".";
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof EOFException) {
      return "The gateway has closed the connection; does it still run?";
    }
    if (message.contains("Permission denied") || message.contains("(error 5)")) {
      return "This account may not administer the gateway ("
          + message
          + ")."
          + " Windows: run it as an administrator, elevated; elsewhere: as the gateway's user.";
    }
    if (message.startsWith("no gateway on")) {
      return "The gateway is not running ("
          + message
          + ")."
          + " Start it: ishmael gateway, or the service.";
    }
    return "The gateway can not be asked: " + message + ".";
  }

  /** Does it. */
  abstract void run(AdminClient client) throws RpcException, IOException, InterruptedException;

  /** Prints a result: as it is for programs, or these lines for people. */
  final void show(JsonNode result, Collection<String> lines) {
    PrintWriter out = spec().commandLine().getOut();
    if (json) {
      out.println(result.toPrettyString());
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  /** Prints a line for people; programs read results only. */
  final void tell(String line) {
    if (!json) {
      spec().commandLine().getOut().println(line);
    }
  }

  private void complain(String sentence) {
    PrintWriter err = spec().commandLine().getErr();
    err.println(AdminText.clean(sentence));
    err.flush();
  }

  private CommandSpec spec() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not made by the command line");
    }
    return own;
  }

  static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }

  static AdminText text() {
    return new AdminText(ZoneId.systemDefault());
  }
}
